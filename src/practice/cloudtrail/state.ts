/** Data of this service. */
export type CloudTrailState = Record<string, never>;
