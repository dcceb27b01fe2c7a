/**
 * An error of AWS that the SDK has no class for, such as `InvalidParameterCombination` or `ValidationException`.
 * Errors with a class of their own are thrown as that class.
 */
export class AwsError extends Error {
  readonly code: string;
  /** HTTP status. */
  readonly status: number;

  constructor(code: string, message: string, status = 400) {
    super(message);
    this.name = code;
    this.code = code;
    this.status = status;
  }
}
