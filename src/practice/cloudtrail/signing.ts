import { createHash, createPrivateKey, generateKeyPairSync, sign } from "node:crypto";
import type { Account } from "../account.ts";
import type { SigningKey } from "./state.ts";

const yearMs = 365 * 24 * 3_600_000;

/** The account's key pair, made when it is first needed and kept from then on. It is valid from a year ago. */
export function signingKey(account: Account): SigningKey {
  const { cloudTrail } = account.state;
  if (cloudTrail.signingKey === undefined) {
    const { publicKey, privateKey } = generateKeyPairSync("rsa", {
      modulusLength: 2048,
      publicKeyEncoding: { type: "pkcs1", format: "der" },
      privateKeyEncoding: { type: "pkcs8", format: "der" },
    });
    const fingerprint = createHash("md5").update(publicKey).digest("hex");
    cloudTrail.signingKey = {
      privateKey: Uint8Array.from(privateKey),
      publicKey: Uint8Array.from(publicKey),
      fingerprint,
      validFrom: account.now() - yearMs,
    };
  }
  return cloudTrail.signingKey;
}

/** RSASSA-PKCS1-v1_5 with SHA-256 in hexadecimal digits (FACTS 40, 42). */
export function signatureOf(account: Account, text: string): string {
  const { privateKey } = signingKey(account);
  const key = createPrivateKey({ key: Buffer.from(privateKey), format: "der", type: "pkcs8" });
  return sign("RSA-SHA256", Buffer.from(text), key).toString("hex");
}
