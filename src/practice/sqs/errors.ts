import { AwsError } from "../errors.ts";

/** SQS's error for a parameter out of its range. */
export function invalidParameter(message: string): AwsError {
  return new AwsError("InvalidParameterValue", message);
}

/** SQS's error for a parameter that is not there. */
export function missingParameter(name: string): AwsError {
  return new AwsError("MissingParameter", `The request must contain the parameter ${name}.`);
}
