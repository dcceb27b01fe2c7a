import { createHash } from "node:crypto";
import type { MessageAttributeValue } from "@aws-sdk/client-sqs";

/** Lower-case hexadecimal digits; SDKs hold it against what they sent or got. */
export function md5OfBody(body: string): string {
  return createHash("md5").update(body).digest("hex");
}

/**
 * The MD5 of a message's attributes.
 * Source: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-message-metadata.html#sqs-attributes-md5-message-digest-calculation
 */
export function md5OfAttributes(attributes: Readonly<Record<string, MessageAttributeValue>>): string {
  const hash = createHash("md5");
  const add = (part: string | Uint8Array) => {
    const bytes = Buffer.from(part as Uint8Array);
    const length = Buffer.alloc(4);
    length.writeUInt32BE(bytes.length);
    hash.update(length).update(bytes);
  };
  for (const name of Object.keys(attributes).sort()) {
    const { DataType: type = "", StringValue: text = "", BinaryValue: bytes } = attributes[name] ?? {};
    const isBinary = type.startsWith("Binary");
    add(name);
    add(type);
    hash.update(Buffer.from([isBinary ? 2 : 1]));
    add(isBinary && bytes !== undefined ? bytes : text);
  }
  return hash.digest("hex");
}
