import { randomBytes } from "node:crypto";
import type { State } from "../state.ts";
import type { Principal } from "./principal.ts";

/** Adds the IAM user whose access key the person at the keyboard uses. */
export function addOwner(state: State): Principal {
  const userName = "you";
  const accessKeyId = "AKIAPRACTICEACCOUNT2";
  const userId = "AIDAPRACTICEACCOUNT22";
  const arn = `arn:${state.partition}:iam::${state.accountId}:user/${userName}`;
  const owner: Principal = {
    accessKeyId,
    // Truly random, unlike all else here: what follows from the seed anybody on this machine could work out (X15).
    secretAccessKey: randomBytes(30).toString("base64"),
    arn,
    userId,
    userIdentity: { type: "IAMUser", principalId: userId, arn, accountId: state.accountId, accessKeyId, userName },
  };
  state.iam.principals.set(accessKeyId, owner);
  state.iam.users.set(userName, {
    name: userName,
    path: "/",
    id: userId,
    arn,
    createdAt: state.past.to - 400 * 86_400_000,
    tags: new Map(),
  });
  return owner;
}
