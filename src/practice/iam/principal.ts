/** Somebody who can sign requests: an access key and the identity behind it. */
export interface Principal {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** Set for temporary credentials; requests must carry it. */
  readonly sessionToken?: string;
  /** Epoch milliseconds after which temporary credentials are refused. */
  readonly expires?: number;
  readonly arn: string;
  /** As GetCallerIdentity gives it, such as `AIDA…` or `AROA…:session`. */
  readonly userId: string;
  /** The `userIdentity` element of this principal's records (FACTS 16), complete with `accessKeyId`. */
  readonly userIdentity: Readonly<Record<string, unknown>>;
}
