import type {
  GetUserCommandInput,
  GetUserCommandOutput,
  ListAccountAliasesCommandInput,
  ListAccountAliasesCommandOutput,
} from "@aws-sdk/client-iam";
import type { Call } from "../call.ts";
import { AwsError } from "../errors.ts";
import { pageOf } from "./paging.ts";
import { noSuchEntity } from "./roles.ts";

/** Without a name it gives the caller. https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetUser.html */
export function getUser(input: GetUserCommandInput, call: Call): Omit<GetUserCommandOutput, "$metadata"> {
  const { account, caller } = call;
  const [, kind, path = ""] = /^arn:[^:]+:iam::\d+:(root|user)\/?(.*)$/.exec(caller.arn) ?? [];
  if (input.UserName === undefined && kind === "root") {
    const created = new Date(account.history.from);
    return {
      User: { Path: "/", UserName: undefined, UserId: account.state.accountId, Arn: caller.arn, CreateDate: created },
    };
  }
  if (input.UserName === undefined && kind === undefined) {
    throw new AwsError("ValidationError", "Must specify userName when calling with non-User credentials");
  }
  const name = input.UserName ?? path.slice(path.lastIndexOf("/") + 1);
  const user = account.state.iam.users.get(name.toLowerCase());
  if (user === undefined) throw noSuchEntity(`The user with name ${name} cannot be found.`);
  return {
    User: {
      Path: user.path,
      UserName: user.name,
      UserId: user.id,
      Arn: user.arn,
      CreateDate: new Date(user.createdAt),
      ...(user.passwordLastUsed === undefined ? {} : { PasswordLastUsed: new Date(user.passwordLastUsed) }),
      ...(user.tags.size === 0 ? {} : { Tags: [...user.tags].map(([Key, Value]) => ({ Key, Value })) }),
    },
  };
}

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListAccountAliases.html */
export function listAccountAliases(
  input: ListAccountAliasesCommandInput,
  { account }: Call,
): Omit<ListAccountAliasesCommandOutput, "$metadata"> {
  const { items, more } = pageOf(account.state.iam.accountAliases, input);
  return { AccountAliases: items, ...more };
}
