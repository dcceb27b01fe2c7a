import { expect, test } from "vitest";
import { readEndpoint } from "../../../src/aws/endpoint.ts";
import { isRegion, regionNames } from "../../../src/aws/regions.ts";

test.each([
  "https://aws.corp.example",
  "http://localhost:4566",
  "http://127.0.0.1:5000",
  "http://127.1.2.3",
  "http://[::1]:9",
])("X12: takes %s", (endpoint) => {
  expect(readEndpoint(endpoint).origin).toBe(new URL(endpoint).origin);
});

test.each([
  "http://aws.corp.example",
  "http://localhost.evil.example",
  "http://127.0.0.1.evil.example",
  "http://10.0.0.1",
  "https://user:secret@aws.corp.example",
  "ftp://localhost",
  "file:///etc/passwd",
  "aws.corp.example",
  "",
])("X12: refuses “%s”", (endpoint) => {
  expect(() => readEndpoint(endpoint)).toThrow();
});

test("X14: does not repeat a password", () => {
  expect(() => readEndpoint("https://user:hunter2@host")).toThrow(/^(?!.*hunter2)/);
});

test("knows the shape of a Region", () => {
  for (const region of Object.keys(regionNames)) expect(isRegion(region)).toBe(true);
  for (const text of ["", "us-east", "evil.example/", "us-east-1.evil", "US-EAST-1", "us-east-1#"]) {
    expect(isRegion(text)).toBe(false);
  }
});
