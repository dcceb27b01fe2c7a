import { expect, test } from "vitest";
import { choiceFromSetting, readChoice } from "../../../src/aws/choice.ts";

test.each([
  ["practice", "eu-west-1", { kind: "practice" }],
  ["environment", "", { kind: "environment" }],
  ["environment", "eu-west-1", { kind: "environment", region: "eu-west-1" }],
  ["profile:prod", "", { kind: "profile", profile: "prod" }],
  ["profile:a:b", "eu-west-1", { kind: "profile", profile: "a:b", region: "eu-west-1" }],
  ["", "eu-west-1", undefined],
  ["profile:", "", undefined],
  ["prod", "", undefined],
])("the setting “%s” in “%s”", (setting, region, choice) => {
  expect(choiceFromSetting(setting, region)).toEqual(choice);
});

test("reads back what was stored, and nothing else", () => {
  for (const choice of [
    { kind: "practice" },
    { kind: "profile", profile: "prod", region: "eu-west-1" },
    { kind: "environment" },
  ]) {
    expect(readChoice(JSON.parse(JSON.stringify(choice)))).toEqual(choice);
  }
  for (const stored of [
    undefined,
    null,
    "practice",
    { kind: "none" },
    { kind: "profile" },
    { kind: "profile", profile: 1 },
  ]) {
    expect(readChoice(stored)).toBeUndefined();
  }
  expect(readChoice({ kind: "practice", secretAccessKey: "x" })).toEqual({ kind: "practice" });
});
