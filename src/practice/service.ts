import type { JobHandler } from "./account.ts";
import type { Operation } from "./call.ts";

/** Operations by name. Each has its own input and output type; the server decodes and encodes by the SDK's schemas. */
export type Operations = Readonly<Record<string, Operation<never, unknown>>>;

/** One AWS service of the practice account. */
export interface Service {
  /** Name in the credential scope, such as `rds`. */
  readonly signingName: string;
  /** `eventSource` of its records, such as `rds.amazonaws.com`. */
  readonly eventSource: string;
  readonly operations: Operations;
  /** What happens later by itself. */
  readonly jobs?: Readonly<Record<string, JobHandler>>;
}
