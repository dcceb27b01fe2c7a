/**
 * An error of AWS that the SDK has no class for, such as `InvalidParameterCombination` or `ValidationException`.
 * Errors with a class of their own are thrown as that class.
 */
export class AwsError extends Error {
  readonly code: string;
  /** HTTP status. */
  readonly status: number;
  /** Headers that go with the error, names in lower case. */
  readonly headers: Readonly<Record<string, string>>;

  constructor(code: string, message: string, status = 400, headers: Readonly<Record<string, string>> = {}) {
    super(message);
    this.name = code;
    this.code = code;
    this.status = status;
    this.headers = headers;
  }
}
