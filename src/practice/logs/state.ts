/** Data of this service. */
export type LogsState = Record<string, never>;
