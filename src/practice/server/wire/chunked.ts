/**
 * The bytes inside an `aws-chunked` body: `SIZE[;chunk-signature=…]\r\n`, that many bytes, `\r\n`, and so on up to size 0
 * and the trailing headers. https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming.html
 * Throws where a size is wrong.
 */
export function decodeAwsChunked(body: Uint8Array): Uint8Array {
  const bytes = Buffer.from(body);
  const chunks: Buffer[] = [];
  for (let at = 0; ; ) {
    const lineEnd = bytes.indexOf("\r\n", at);
    if (lineEnd < 0) throw new Error("A chunk has no size");
    const sizeText = bytes.toString("latin1", at, lineEnd).split(";")[0] ?? "";
    if (!/^[0-9a-f]{1,8}$/i.test(sizeText)) throw new Error("A chunk's size is not hexadecimal");
    const size = Number.parseInt(sizeText, 16);
    if (size === 0) return Buffer.concat(chunks);
    const start = lineEnd + 2;
    if (start + size + 2 > bytes.length) throw new Error("A chunk is cut off");
    chunks.push(bytes.subarray(start, start + size));
    at = start + size + 2;
  }
}
