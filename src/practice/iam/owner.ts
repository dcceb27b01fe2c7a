import { randomAlphanumerics } from "../ids.ts";
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
    secretAccessKey: randomAlphanumerics(state, 40),
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
