import fc from "fast-check";
import type { FrameLocator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  ask,
  backToList,
  deliver,
  rows,
  type SearchWorkbench,
  searching,
  startSearchWorkbench,
} from "./searchWorkbench.ts";

let workbench: SearchWorkbench;
let page: Page;
let panel: FrameLocator;
/** What the browser complained of, violations of the page's policy among it. */
const complaints: string[] = [];

beforeAll(async () => {
  workbench = await startSearchWorkbench();
  ({ page, panel } = workbench);
  page.on("console", (message) => {
    if (/Content Security Policy|Refused to|hostile/.test(message.text())) complaints.push(message.text());
  });
  page.on("dialog", (dialog) => {
    complaints.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
});

afterAll(() => workbench?.close());

const MARKUP = [
  "<img src=x onerror=alert('hostile')>",
  "<script>console.error('hostile')</script>",
  '"><svg onload=alert("hostile")>',
  "javascript:alert('hostile')",
  "<a href='command:workbench.action.quit'>click</a>",
  "[click](command:workbench.action.quit)",
  "<!--\u0024{alert('hostile')}-->",
  "</span></button><iframe srcdoc='<script>hostile</script>'>",
  "{{constructor.constructor('alert(1)')()}}",
  "\u001b[31mred\u001b[0m",
  "\u202egnp.exe\u2066\u200b",
  "\u0000\u0007\r\n\t",
  "__proto__",
  "constructor",
  "arn:aws:rds:us-east-1:1:db:<b>bold</b>",
];

const text = fc.oneof(fc.constantFrom(...MARKUP), fc.string({ unit: "grapheme" }), fc.string({ unit: "binary" }));

/** A record with a stranger's text in every field that the panel shows or that may be missing. */
const hostileRecord = fc
  .record(
    {
      errorCode: text,
      errorMessage: text,
      sourceIPAddress: text,
      userAgent: text,
      awsRegion: text,
      requestID: text,
      userIdentity: fc.oneof(
        fc.record({ type: fc.constant("IAMUser"), userName: text }),
        fc.record({ type: text, arn: text, invokedBy: text, principalId: text }),
        fc.constant(null),
      ),
      requestParameters: fc.oneof(
        fc.record({ dBInstanceIdentifier: text, newDBInstanceIdentifier: text, dbiResourceId: text }),
        fc.dictionary(text, fc.oneof(text, fc.double({ noNaN: true, noDefaultInfinity: true }), fc.constant(null))),
      ),
      responseElements: fc.jsonValue({ maxDepth: 4 }),
    },
    { requiredKeys: [] },
  )
  .map((members) => members as Record<string, unknown>);

let made = 0;

function lineOf(members: Record<string, unknown>, word: string, eventName: unknown = "ModifyDBInstance"): string {
  const now = new Date(workbench.practice.account.now()).toISOString();
  const common = { eventVersion: "1.11", eventSource: "rds.amazonaws.com", readOnly: false, eventTime: now };
  return JSON.stringify({ ...members, ...common, eventName, eventID: `hostile-${made++}`, vpcEndpointId: word });
}

/** All that may ever stand in the panel, whatever the records hold. */
const ELEMENTS = new Set(
  "SEARCH-PANEL SEARCH-FORM RESULT-LIST RECORD-VIEW CHIP-MENU VSCODE-PROGRESS-BAR VSCODE-BUTTON DIV SPAN BUTTON INPUT I P H1 H2 MAIN SECTION NAV HEADER FOOTER TIME MARK WBR LABEL PRE CODE".split(
    " ",
  ),
);
const ATTRIBUTES =
  /^(class|id|role|type|tabindex|title|style|hidden|for|name|label|several|running|popover|placeholder|required|spellcheck|autocomplete|secondary|data-[a-z]+|aria-[a-z]+)$/;

/** Elements and attributes in the panel that the panel's own code does not make. */
async function strangers(): Promise<string[]> {
  const found = await panel
    .locator("search-panel")
    .evaluate((root) =>
      [root, ...root.querySelectorAll("*")].flatMap((element) => [
        element.tagName,
        ...element.getAttributeNames().map((name) => `@${name}`),
      ]),
    );
  return [...new Set(found)].filter((name) =>
    name.startsWith("@") ? !ATTRIBUTES.test(name.slice(1)) : !ELEMENTS.has(name),
  );
}

/** Shows every result, one after the other, and gives the JSON that each is shown as. */
async function showAll(): Promise<string[]> {
  const shown: string[] = [];
  await backToList(panel);
  let before: string | null = null;
  const count = Number(await rows(panel).first().getAttribute("aria-setsize"));
  await rows(panel).first().locator(".event").click();
  for (let index = 1; index <= count; index++) {
    await panel.locator(".back .pale", { hasText: new RegExp(`^${index} of`) }).waitFor();
    await panel.locator(`record-view[data-row]:not([data-row="${before}"])`).waitFor();
    before = await panel.locator("record-view").getAttribute("data-row");
    const unfold = panel.getByRole("button", { name: "Unfold All" });
    if (await unfold.isVisible()) await unfold.click();
    expect(await strangers()).toEqual([]);
    shown.push((await panel.locator(".json").textContent()) ?? "");
    if (index < count) await panel.getByRole("button", { name: "Next call" }).click();
  }
  return shown;
}

describe("X1: records that strangers wrote", () => {
  it("are shown as text, whatever their fields hold", async () => {
    let round = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(hostileRecord, { minLength: 8, maxLength: 8 }),
        fc.array(text, { minLength: 8, maxLength: 8 }),
        async (all, names) => {
          const word = `round-${round++}`;
          const lines = all.map((members, index) => lineOf(members, word, names[index] === "" ? "X" : names[index]));
          await deliver(workbench.practice, lines);
          await ask(panel, word);
          const shown = (await showAll()).map((json) => JSON.parse(json) as { eventID: string });
          const sent = lines.map((line) => JSON.parse(line) as { eventID: string });
          const byId = (left: { eventID: string }, right: { eventID: string }) =>
            left.eventID < right.eventID ? -1 : 1;
          expect(shown.sort(byId)).toEqual(sent.sort(byId));
        },
      ),
      { numRuns: 6, endOnFailure: true },
    );
    expect(complaints).toEqual([]);
  });

  it("X7: show what would be invisible or turn the direction of reading", async () => {
    const name = "\u202egnp.exe\u0007";
    await deliver(workbench.practice, [lineOf({ userIdentity: { type: "IAMUser", userName: name } }, "invisible")]);
    await ask(panel, "invisible");
    const seen = (await rows(panel).first().textContent()) ?? "";
    expect(seen).toContain("\\u202egnp.exe\\u0007");
    expect(seen).not.toMatch(/\p{Cf}/u);
    expect((await showAll())[0]).toContain("\\u202egnp.exe\\u0007");
  });

  it("may be long and deep", async () => {
    const long = "x".repeat(100_000);
    const deep = JSON.parse(`${'{"a":['.repeat(500)}1${"]}".repeat(500)}`) as unknown;
    await deliver(workbench.practice, [lineOf({ errorMessage: long, requestParameters: { deep } }, "very-long")]);
    await ask(panel, "very-long");
    await rows(panel).first().locator(".event").click();
    await panel.getByRole("button", { name: "Unfold All" }).click();
    await expect.poll(() => panel.locator(".json .line").count()).toBeGreaterThan(1000);
    await panel.getByRole("button", { name: /more characters/ }).click();
    const shown = (await panel.locator(".json").textContent()) ?? "";
    expect((JSON.parse(shown) as { errorMessage: string }).errorMessage).toBe(long);
    const overflow = await panel.locator("html").evaluate((root) => root.scrollWidth - root.clientWidth);
    expect(overflow).toBe(0);
  });

  it("F11: may be no records at all", async () => {
    await backToList(panel);
    await deliver(workbench.practice, ["<b>unreadable-line</b>"]);
    await searching(panel, () => panel.getByRole("button", { name: "RDS only" }).click());
    await searching(panel, () => panel.getByRole("button", { name: "Hide reads" }).click());
    await ask(panel, "unreadable-line");
    await rows(panel).filter({ hasText: "Unreadable line" }).locator(".event").click();
    expect(await panel.locator(".json .raw").textContent()).toBe("<b>unreadable-line</b>");
    expect(await strangers()).toEqual([]);
  });

  it("X1, X2, X3: stand in a page that loads nothing else and runs nothing else", async () => {
    const policy = await panel.locator('meta[http-equiv="Content-Security-Policy"]').getAttribute("content");
    expect(policy).toMatch(
      /^default-src 'none'; script-src 'nonce-[A-Za-z0-9+/=]{32}'; style-src 'self' [^';]+; font-src 'self' [^';]+; base-uri 'none'; form-action 'none'$/,
    );
    const escaped = await panel.locator("body").evaluate(async () => {
      const script = document.createElement("script");
      script.textContent = "window.ran = true";
      document.body.append(script);
      const image = new Image();
      const loaded = new Promise((resolve) => {
        image.onload = () => resolve(true);
        image.onerror = () => resolve(false);
      });
      image.src = "data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==";
      return [(window as { ran?: boolean }).ran ?? false, await loaded];
    });
    expect(escaped).toEqual([false, false]);
  });
});
