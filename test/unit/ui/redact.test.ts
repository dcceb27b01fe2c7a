import { expect, test } from "vitest";
import { redact } from "../../../src/ui/redact.ts";

const secret = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
const token = `FwoGZXIvYXdzEB${"aB3/".repeat(80)}==`;

test.each([
  `aws_secret_access_key = ${secret}`,
  `{"SecretAccessKey":"${secret}"}`,
  `secret ${secret} in a sentence`,
  `aws_session_token=${token}`,
  `X-Amz-Security-Token=${encodeURIComponent(token)}&X-Amz-Date=1`,
  `https://s3.amazonaws.com/b/k?X-Amz-Signature=${"0a1b".repeat(16)}`,
  `Authorization: AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20260101/us-east-1/rds/aws4_request, Signature=${"0a1b".repeat(16)}`,
])("X14: takes the secret out of %s", (text) => {
  const shown = redact(text);
  for (const canary of [secret, token, encodeURIComponent(token), "0a1b0a1b", "AKIAIOSFODNN7EXAMPLE"]) {
    expect(shown).not.toContain(canary);
  }
});

test.each([
  ["--master-user-password hunter2-hunter2 --engine mysql", "--master-user-password … --engine mysql"],
  ['"MasterUserPassword": "hunter2", "Engine": "mysql"', '"MasterUserPassword": "…", "Engine": "mysql"'],
  ["MasterUserPassword=hunter2&Engine=mysql", "MasterUserPassword=…&Engine=mysql"],
  ['{"MasterUserPassword":"a,b;c&d}\\"e","Engine":"x"}', '{"MasterUserPassword":"…","Engine":"x"}'],
  ['"{\\"MasterUserPassword\\":\\"a,b\\"}"', '"{\\"MasterUserPassword\\":\\"…\\"}"'],
  ["--master-user-password 'a b \"c' --engine mysql", "--master-user-password '…' --engine mysql"],
  ['password="never closed, but a secret', 'password="…'],
  ["http://user:hunter2@proxy:3128", "http://…@proxy:3128"],
  ["key AKIAIOSFODNN7EXAMPLE", "key AKIA…MPLE"],
])("X14: %s", (text, shown) => {
  expect(redact(text)).toBe(shown);
});

test.each([
  "arn:aws:rds:us-east-1:123456789012:db:terraform-20230710121504061500000001",
  "sha256 e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
  "/aws/lambda/a-function-with-a-name-that-is-quite-long-indeed",
  "The password of the master user was changed.",
])("leaves %s as it is", (text) => {
  expect(redact(text)).toBe(text);
});

test.each(["a", "-", "--a", "a://", "a://b:", "password", 'password="', "Signature=", "AKIA"])(
  "a long text of %s takes no longer than its length",
  (part) => {
    expect(redact(part.repeat(1_000_000 / part.length)).length).toBeGreaterThan(0);
  },
);
