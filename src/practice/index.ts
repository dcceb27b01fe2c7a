/** How the practice account is started and what is known of it once it runs. */
export interface PracticeOptions {
  /** Port on 127.0.0.1; 0 takes any free one. */
  readonly port?: number;
}

/** A running practice account. */
export interface PracticeAccount {
  /** `http://127.0.0.1:PORT`, for every service. */
  readonly endpoint: string;
  readonly region: string;
  readonly accountId: string;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
  stop(): Promise<void>;
}
