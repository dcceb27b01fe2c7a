/** Data of this service. */
export type SqsState = Record<string, never>;
