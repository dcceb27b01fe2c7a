import { GetCallerIdentityCommand } from "@aws-sdk/client-sts";
import { type ClientOptions, createClients } from "./clients.ts";
import type { Connection, ConnectionChoice } from "./connection.ts";

/** Where a connection leads and as whom. */
export interface Target extends ClientOptions {
  readonly choice: ConnectionChoice;
  readonly label: string;
}

/**
 * Connects, and confirms it by asking AWS who the caller is (GetCallerIdentity needs no permission).
 * @throws whatever the credential provider or STS gives; the clients are closed then.
 */
export async function connect(target: Target, signal: AbortSignal): Promise<Connection> {
  const clients = createClients(target);
  try {
    const sts = await clients.sts();
    const { Account, Arn } = await sts.send(new GetCallerIdentityCommand({}), { abortSignal: signal });
    if (Account === undefined || Arn === undefined) throw new Error("GetCallerIdentity gave no account.");
    return {
      choice: target.choice,
      label: target.label,
      accountId: Account,
      callerArn: Arn,
      partition: Arn.split(":")[1] ?? "aws",
      region: target.region,
      ...(target.endpoint !== undefined && { endpoint: target.endpoint }),
      clients,
    };
  } catch (error) {
    clients.destroy();
    throw error;
  }
}
