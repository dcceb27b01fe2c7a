import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { listPage } from "../../../../src/practice/s3/listing.ts";

/** All that paging gives, each page held to its limit. */
function allPages(keys: readonly string[], prefix: string, delimiter: string, maxKeys: number): string[] {
  const seen: string[] = [];
  for (let after: string | undefined = ""; after !== undefined; ) {
    const page = listPage(keys, { prefix, delimiter, after, maxKeys });
    expect(page.keys.length + page.commonPrefixes.length).toBeLessThanOrEqual(maxKeys);
    seen.push(...page.keys, ...page.commonPrefixes);
    after = page.next;
  }
  return seen;
}

describe("S3 listings", () => {
  test("paging gives every key and common prefix once, whatever the size of a page", () => {
    const key = fc.string({ unit: fc.constantFrom("a", "b", "/", "!"), minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(
        fc.uniqueArray(key),
        fc.integer({ min: 1, max: 5 }),
        fc.constantFrom("", "a", "a/"),
        (keys, size, prefix) => {
          keys.sort();
          const inside = keys.filter((each) => each.startsWith(prefix));
          expect(allPages(keys, prefix, "", size)).toEqual(inside);
          const rolledUp = inside.map((each) => {
            const slash = each.indexOf("/", prefix.length);
            return slash < 0 ? each : each.slice(0, slash + 1);
          });
          expect(allPages(keys, prefix, "/", size).sort()).toEqual([...new Set(rolledUp)].sort());
        },
      ),
    );
  });

  test("no keys at all were asked for", () => {
    expect(listPage(["a"], { prefix: "", delimiter: "", after: "", maxKeys: 0 })).toEqual({
      keys: [],
      commonPrefixes: [],
      next: undefined,
    });
  });

  test("a start within a folder still gives the folder", () => {
    const page = listPage(["a/1", "a/2"], { prefix: "", delimiter: "/", after: "a/1", maxKeys: 10 });
    expect(page.commonPrefixes).toEqual(["a/"]);
  });
});
