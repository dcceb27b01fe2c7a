import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseFilterPattern } from "../../../../src/practice/logs/pattern/filterPattern.ts";
import { FilterPatternError } from "../../../../src/practice/logs/pattern/scanner.ts";

function matching(pattern: string, messages: readonly string[]): string[] {
  const { matches } = parseFilterPattern(pattern);
  return messages.filter(matches);
}

// Examples of https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html and its pages.
describe("terms", () => {
  const bad = "[ERROR 400] BAD REQUEST";
  const unauthorized = "[ERROR 401] UNAUTHORIZED REQUEST";
  const missing = "[ERROR 419] MISSING ARGUMENTS";
  const invalid = "[ERROR 420] INVALID ARGUMENTS";
  const warning = "[WARN 200] AUTHORIZED REQUEST";
  const all = [bad, unauthorized, missing, invalid, warning];

  test.each([
    ["", all],
    ['" "', all],
    ["ERROR", [bad, unauthorized, missing, invalid]],
    ["error", []],
    ["ERROR ARGUMENTS", [missing, invalid]],
    ["?ERROR ?WARN", all],
    ["?MISSING ?WARN", [missing, warning]],
    ['"BAD REQUEST"', [bad]],
    ['"[ERROR 4"', [bad, unauthorized, missing, invalid]],
    ["ERROR -ARGUMENTS", [bad, unauthorized]],
    ['"ERROR" - "ARGUMENTS"', [bad, unauthorized]],
    ['-ERROR -"BAD REQUEST"', [warning]],
    ["%AUTHORIZED%", [unauthorized, warning]],
    ["%^.ERROR\\s4[0-1]%", [bad, unauthorized, missing]],
    ["%[Ww]arn|4[0-1][0-9]|WARN%", [bad, unauthorized, missing, warning]],
    ["%\\x5bWARN\\s\\d{3}\\]%", [warning]],
    ["-%AUTHORIZED% ERROR", [bad, missing, invalid]],
    // Beside another term the optional ones are ignored silently.
    ["?BAD ?MISSING REQUEST", [bad, unauthorized, warning]],
    ["?BAD -ARGUMENTS", [bad, unauthorized, warning]],
  ])("%s", (pattern, expected) => {
    expect(matching(pattern, all)).toEqual(expected);
  });

  test("a quote and a backslash within a phrase are escaped", () => {
    const escaped = '{"log":"level\\":\\"error"}';
    expect(matching('"level\\\\\\":\\\\\\"error"', [escaped, "level:error"])).toEqual([escaped]);
  });

  test("an instance name needs quotes and is also found within longer names", () => {
    expect(matching('"my-db-1"', ['{"x":"my-db-1"}', '{"x":"my-db-10"}', "my db 1"])).toHaveLength(2);
  });
});

describe("JSON", () => {
  const trail = {
    eventType: "UpdateTrail",
    sourceIPAddress: "111.111.111.111",
    arrayKey: ["value", "another value"],
    objectList: [
      { name: "a", id: 1 },
      { name: "b", id: 2 },
    ],
    SomeObject: null,
    cluster: { name: "c" },
    "cluster.name": "c",
    ThisFlag: true,
    bandwidth: 76,
    errorCode: 400,
    ratio: 1e-3,
    account: "123456789012",
    users: [1, 2, 3],
    "detail-type": "Config",
    text: 'say "hi" to C:\\temp',
  };

  test.each([
    ['{ $.eventType = "UpdateTrail" }', true],
    ["{ $.eventType = UpdateTrail }", true],
    ['{$.eventType="UpdateTrail"}', true],
    ['{ $.eventType = "updateTrail" }', false],
    ['{ $.eventtype = "UpdateTrail" }', false],
    ['{ $.eventType = "Update*" }', true],
    ['{ $.eventType = "*Trail" }', true],
    ['{ $.eventType = "*dateTr*" }', true],
    ['{ $.eventType = "*" }', true],
    ['{ $.eventType = "Up*Trail" }', false],
    ['{ $.eventType = "" }', undefined],
    ["{ $.eventType = %Trail% }", true],
    ["{ $.eventType = %^Trail% }", false],
    ["{ $.sourceIPAddress != 123.123.* }", true],
    ["{ $.sourceIPAddress != 111.111.* }", false],
    ['{ $.arrayKey[0] = "value" }', true],
    ['{ $.arrayKey[1] = "value" }', false],
    ['{ $.arrayKey[*] = "another value" }', true],
    ["{ $.arrayKey[*] = %^val.{2}$% }", true],
    ["{ $.arrayKey[*] = %^val.{3}$% }", false],
    ["{ $.objectList[1].id = 2 }", true],
    ["{ $.objectList[*].id = 2 }", true],
    ["{ $.objectList[*].id > 2 }", false],
    ["{ $.SomeObject IS NULL }", true],
    ["{ $.eventType IS NULL }", false],
    ["{ $.SomeOtherObject IS NULL }", false],
    ["{ $.SomeOtherObject NOT EXISTS }", true],
    ["{ $.SomeObject NOT EXISTS }", false],
    ["{ $.ThisFlag IS TRUE }", true],
    ["{ $.ThisFlag IS FALSE }", false],
    ["{ $.ThisFlag = true }", false],
    ["{ $.['cluster.name'] = \"c\" }", true],
    ['{ $.cluster.name = "c" }', true],
    ['{ $.detail-type = "Config" }', true],
    ["{ $.bandwidth > 75 }", true],
    ["{ $.bandwidth >= 76 }", true],
    ["{ $.bandwidth < 76 }", false],
    ["{ $.bandwidth <= 7.6e1 }", true],
    ["{ $.bandwidth > +75 }", true],
    ["{ $.errorCode = 400 }", true],
    ["{ $.errorCode = 4* }", true],
    ["{ $.errorCode != 400 }", false],
    ["{ $.errorCode != 500 }", true],
    ["{ $.ratio = 1e-3 }", true],
    ["{ $.ratio != 1e+3 }", true],
    ["{ $.account = 123456789012 }", true],
    ["{ $.account > 1 }", false],
    // A selector that ends at an array, or nowhere, makes no comparison hold.
    ["{ $.users = 1 }", false],
    ["{ $.users != 1 }", false],
    ["{ $.nothing != 1 }", false],
    ['{ $.text = "say \\"hi\\" to C:\\\\temp" }', true],
  ])("%s", (pattern, expected) => {
    if (expected === undefined)
      expect(() => parseFilterPattern(pattern)).toThrow("Invalid character(s) in term '\"\"'");
    else expect(parseFilterPattern(pattern).matches(JSON.stringify(trail))).toBe(expected);
  });

  const people = JSON.stringify({
    user: { id: 1, email: "John.Stiles@example.com" },
    users: [
      { id: 2, email: "John.Doe@example.com" },
      { id: 3, email: "Jane.Doe@example.com" },
    ],
    actions: ["GET", "PUT", "DELETE"],
    coordinates: [
      [0, 1, 2],
      [4, 5, 6],
      [7, 8, 9],
    ],
  });

  test.each([
    ['{ ($.user.id = 1) && ($.users[0].email = "John.Doe@example.com") }', true],
    ['{ ($.user.id = 2 && $.users[0].email = "nonmatch") || $.actions[2] = "GET" }', false],
    ['{ $.user.email = "John.Stiles@example.com" || $.coordinates[0][1] = nonmatch && $.actions[2] = nomatch }', true],
    [
      '{ ($.user.email = "John.Stiles@example.com" || $.coordinates[0][1] = nonmatch) && $.actions[2] = nomatch }',
      false,
    ],
    ["{ $.coordinates[1][*] = 5 }", true],
    ["{ $.coordinates[2][*] = 5 }", false],
  ])("%s", (pattern, expected) => {
    expect(parseFilterPattern(pattern).matches(people)).toBe(expected);
  });

  test.each(["not JSON", '"UpdateTrail"', '["UpdateTrail"]', '{ "eventType": "UpdateTrail"', ""])(
    "does not match %j",
    (message) => {
      expect(parseFilterPattern('{ $.eventType = "UpdateTrail" }').matches(message)).toBe(false);
      expect(parseFilterPattern("{ $.eventType NOT EXISTS }").matches(message)).toBe(false);
    },
  );

  test("finds values that the message spells with escapes", () => {
    expect(parseFilterPattern('{ $.a = "höhe/x" }').matches('{"a":"h\\u00f6he\\/x"}')).toBe(true);
    expect(parseFilterPattern("{ $.a = 100 }").matches('{"a":1e2}')).toBe(true);
    expect(parseFilterPattern('{ $.a = "100" }').matches('{"a":1e2}')).toBe(true);
  });

  test("takes the properties of the message only", () => {
    expect(parseFilterPattern("{ $.constructor NOT EXISTS }").matches("{}")).toBe(true);
    expect(parseFilterPattern("{ $.a.length NOT EXISTS }").matches('{"a":[1]}')).toBe(true);
  });
});

describe("space-delimited", () => {
  const notFound = '127.0.0.1 Prod frank [10/Oct/2000:13:25:15 -0700] "GET /index.html HTTP/1.0" 404 1534';
  const gone = '127.0.0.1 Dev jane [10/Oct/2000:13:25:15 -0700] "GET /index.html HTTP/1.0" 410 52';
  const ok = '127.0.0.1 - frank [10/Oct/2000:13:25:15 -0700] "GET /apache_pb.gif HTTP/1.0" 200 4355';
  const all = [notFound, gone, ok];

  test.each([
    ["[]", all],
    ["[ip, user, username, timestamp, request, status_code, bytes]", all],
    ["[ip, user, username, timestamp, request =*.html*, status_code = 4*, bytes]", [notFound, gone]],
    ["[..., request =*.html*, status_code = 4*, bytes]", [notFound, gone]],
    ["[..., request=*.html*, status_code=4*,]", [notFound, gone]],
    ["[ip, user = Prod, ...]", [notFound]],
    ["[ip, user, ..., status_code, bytes > 1000]", [notFound, ok]],
    ["[ip, user, username, timestamp, request, status_code = 4* && bytes > 1000]", []],
    ["[ip, user, username, timestamp, request, status_code = 4*, bytes > 1000]", [notFound]],
    [
      "[ip, user, username, timestamp, request =*.html*, status_code = 404 || status_code = 410, bytes]",
      [notFound, gone],
    ],
    ["[ip, user, username, timestamp, request, status_code = 4* && status_code != 404, bytes]", [gone]],
    ["[ip, user, username, timestamp, request, status_code = %4[0-9]{2}%, bytes]", [notFound, gone]],
    ['[ip, user != "-", ...]', [notFound, gone]],
    ["[ip, user, username, timestamp, request, status_code, bytes, more]", []],
  ])("%s", (pattern, expected) => {
    expect(matching(pattern, all)).toEqual(expected);
  });

  const words = ["ERROR WARN message", "ERROR message", "WARN message", "INFO message"];
  test.each([
    ["[w1=ERROR, w2]", words.slice(0, 2)],
    ["[w1=ERROR || w1=%WARN%, w2]", words.slice(0, 3)],
    ["[w1!=ERROR && w1!=WARN, w2]", words.slice(3)],
  ])("%s", (pattern, expected) => {
    expect(matching(pattern, words)).toEqual(expected);
  });

  test("the last field holds the rest of the line, tabs are space too", () => {
    const event = "2014-12-16T20:13:38.044Z\t5d6e-11\tSomething  happened here";
    const pattern = parseFilterPattern('[timestamp=*Z, request_id="*-*", event]');
    expect(pattern.matches(event)).toBe(true);
    expect(pattern.extract(event)).toMatchObject({ $event: "Something  happened here" });
  });
});

describe("extracted values", () => {
  test("of an ellipsis are numbered", () => {
    const event = '127.0.0.1 - frank [10/Oct/2000:13:25:15 -0700] "GET /index.html HTTP/1.0" 404 1534';
    expect(parseFilterPattern("[..., request=*.html*, status_code=4*,]").extract(event)).toEqual({
      $status_code: "404",
      $request: "GET /index.html HTTP/1.0",
      $7: "1534",
      $4: "10/Oct/2000:13:25:15 -0700",
      $3: "frank",
      $2: "-",
      $1: "127.0.0.1",
    });
  });

  test("of JSON are those of the selectors", () => {
    const message = JSON.stringify({ eventType: "UpdateTrail", n: 1, o: {}, list: [{ id: 7 }] });
    const pattern = parseFilterPattern('{ $.eventType = "*" && $.list[*].id = 7 || $.o = 1 || $.gone = 1 }');
    expect(pattern.extract(message)).toEqual({ "$.eventType": "UpdateTrail", "$.list[*].id": "7" });
  });
});

describe("refused", () => {
  test.each([
    ["email@domain.com", "Invalid character(s) in term '@'"],
    ["my-db", "Invalid character(s) in term '-'"],
    ["rds.amazonaws.com", "Invalid character(s) in term '.'"],
    ["?Status: timeout", "Invalid character(s) in term ':'"],
    ["Retries[", "Invalid character(s) in term '['"],
    ["joined (yes)", "Invalid character(s) in term '('"],
    ["a\\b", "Invalid character(s) in term '\\'"],
    ["a*", "Invalid character(s) in term '*'"],
    ['""', "Invalid character(s) in term '\"\"'"],
    ['"open', "Invalid character(s) in term '\"'"],
    ["ERROR ?", "Invalid character(s) in term '?'"],
    ["-", "Invalid character(s) in term '-'"],
    ['{ $.a = "b"', "If a filter pattern starts with '{' it must end with '}'"],
    ["[w1, w2", "If a filter pattern starts with '[' it must end with ']'"],
    ['{ $."sc-status" = 5* }', "Invalid character(s) in term '$.\"'"],
    ['{ $.message = "error", $.path = "/x" }', "Invalid character(s) in term ','"],
    ['{ $.level "ERROR" }', "Invalid character(s) in term '\"'"],
    ["{ $.a = user@host }", "Invalid character(s) in term '@'"],
    ["{ $.a > x }", "Invalid filter pattern"],
    ["{ $.a EXISTS }", "Invalid filter pattern"],
    ["{ $.a IS NOT NULL }", "Invalid filter pattern"],
    ["{ status = 401 }", "Invalid filter pattern"],
    ["{ $.a[*].b[*] = 1 }", "Invalid filter pattern"],
    ["{ $.a[*] = 1 || $.b[*] = 1 || $.c[*] = 1 || $.d[*] = 1 }", "Invalid filter pattern"],
    ["{ ($.a = 1 }", "Invalid character(s) in term '}'"],
    ["{ }", "Invalid character(s) in term '}'"],
    ["[a, ..., b, ...]", "Invalid character(s) in term ']'"],
    ["%something!%", "Invalid character(s) in term '!%'"],
    ["%(a|b)%", "Invalid character(s) in term '('"],
    ["%\\(a%", "Invalid character(s) in term '\\('"],
    ["%a b%", "Invalid filter pattern"],
    ["%ü%", "Invalid character(s) in term 'ü%'"],
    ["%*a%", "Invalid filter pattern"],
    ["%a", "Invalid filter pattern"],
    ["{ $.a = %x% || $.b = %y% || $.c = %z% }", "Invalid filter pattern"],
  ])("%s", (pattern, message) => {
    expect(() => parseFilterPattern(pattern)).toThrow(new FilterPatternError(message));
  });
});

describe("for all patterns", () => {
  test("a text is read or refused with a FilterPatternError, and matching never throws", () => {
    const anyText = fc.oneof(
      fc.string(),
      fc.string().map((text) => `{ ${text} }`),
      fc.string().map((text) => `{ $.a ${text} }`),
      fc.string().map((text) => `[a ${text}]`),
      fc.string().map((text) => `%${text}%`),
    );
    fc.assert(
      fc.property(anyText, fc.oneof(fc.string(), fc.json()), (text, message) => {
        try {
          const pattern = parseFilterPattern(text);
          pattern.matches(message);
          pattern.extract(message);
        } catch (error) {
          expect(error).toBeInstanceOf(FilterPatternError);
        }
      }),
      { numRuns: 2_000 },
    );
  });

  test("a quoted phrase matches just the messages that contain it", () => {
    const phrase = fc.string({ minLength: 1 }).filter((text) => text.trim() !== "");
    fc.assert(
      fc.property(phrase, fc.string(), fc.string(), fc.boolean(), (text, before, after, isIn) => {
        const message = isIn ? before + text + after : before + after;
        const quoted = `"${text.replaceAll("\\", "\\\\").replaceAll('"', '\\"')}"`;
        expect(parseFilterPattern(quoted).matches(message)).toBe(message.includes(text));
        expect(parseFilterPattern(`-${quoted}`).matches(message)).toBe(!message.includes(text));
      }),
    );
  });

  test("a JSON comparison decides as the parsed message does, however the message is written", () => {
    const value = fc.oneof(fc.string({ minLength: 1 }), fc.constantFrom("a/b", "é", 'q"', "\\"), fc.integer());
    const plain = value.filter((each) => !String(each).startsWith("*") && !String(each).endsWith("*"));
    fc.assert(
      fc.property(plain, plain, fc.boolean(), (wanted, present, isEscaped) => {
        const json = JSON.stringify({ a: { b: present } });
        const message = isEscaped
          ? json.replace(/[^\x20-\x7e]|\//g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`)
          : json;
        const quoted = `"${String(wanted).replaceAll("\\", "\\\\").replaceAll('"', '\\"')}"`;
        expect(parseFilterPattern(`{ $.a.b = ${quoted} }`).matches(message)).toBe(String(wanted) === String(present));
      }),
    );
  });
});
