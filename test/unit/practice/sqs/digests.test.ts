import { expect, test } from "vitest";
import { md5OfAttributes, md5OfBody } from "../../../../src/practice/sqs/digests.ts";

test("the digests of messages are those that other implementations give", () => {
  expect(md5OfBody("hello")).toBe("5d41402abc4b2a76b9719d911017c592");
  expect(
    md5OfAttributes({
      text: { DataType: "String", StringValue: "ü" },
      bytes: { DataType: "Binary", BinaryValue: new Uint8Array([0, 255]) },
      count: { DataType: "Number.int", StringValue: "7" },
    }),
  ).toBe("774fb94b311005e7ef5089d9ca8eaf62");
});
