import type { Account } from "./account.ts";
import type { Principal } from "./iam/principal.ts";

/** One request that passed the signature check: who calls, when, from where, in which Region. */
export interface Call {
  readonly account: Account;
  /** Region of the credential scope, such as `us-east-1`. */
  readonly region: string;
  readonly caller: Principal;
  /** Epoch milliseconds by the account's clock. */
  readonly now: number;
  readonly requestId: string;
  readonly sourceIpAddress: string;
  readonly userAgent: string;
  /** Ends when the client hangs up; streaming operations stop on it. */
  readonly signal: AbortSignal;
}

/** One API operation: the SDK's own input and output types, AWS's errors thrown. */
export type Operation<Input, Output> = (input: Input, call: Call) => Output | Promise<Output>;

/** A call that came to an end, as the audit trail sees it. */
export interface CompletedCall {
  readonly call: Call;
  /** Signing name of the service, such as `rds`. */
  readonly service: string;
  /** Name of the operation, such as `CreateDBInstance`. */
  readonly operation: string;
  /** The decoded input; `undefined` where the request could not be decoded. */
  readonly input: unknown;
  readonly output?: unknown;
  /** `name` is the error's shape name (`DBInstanceNotFoundFault`), `code` the one on the wire (`DBInstanceNotFound`). */
  readonly error?: { readonly name: string; readonly code: string; readonly message: string };
}
