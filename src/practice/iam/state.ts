/** Data of this service. */
export type IamState = Record<string, never>;
