/** Data of this service. */
export type S3State = Record<string, never>;
