import {
  DBInstanceAlreadyExistsFault,
  DBInstanceNotFoundFault,
  DBSnapshotNotFoundFault,
  InvalidDBInstanceStateFault,
  InvalidDBSnapshotStateFault,
} from "@aws-sdk/client-rds";
import { AwsError } from "../errors.ts";

/** A value that RDS does not take, in its own words. */
export function invalidValue(message: string): AwsError {
  return new AwsError("InvalidParameterValue", message);
}

/** Values that do not go together, in RDS's own words. */
export function invalidCombination(message: string): AwsError {
  return new AwsError("InvalidParameterCombination", message);
}

/** A required parameter that was not sent. */
export function missing(parameter: string, rest: "blank" | "null" = "blank"): AwsError {
  return invalidValue(`The parameter ${parameter} must be provided and must not be ${rest}.`);
}

/** `identifier` as RDS stores it: lower case. */
export function instanceNotFound(identifier: string): DBInstanceNotFoundFault {
  return new DBInstanceNotFoundFault({ message: `DBInstance ${identifier} not found.`, $metadata: {} });
}

/** `identifier` as RDS stores it: lower case. */
export function snapshotNotFound(identifier: string): DBSnapshotNotFoundFault {
  return new DBSnapshotNotFoundFault({ message: `DBSnapshot ${identifier} not found.`, $metadata: {} });
}

/** An instance whose status does not allow the operation. */
export function wrongInstanceState(message: string): InvalidDBInstanceStateFault {
  return new InvalidDBInstanceStateFault({ message, $metadata: {} });
}

/** A snapshot whose status does not allow the operation. */
export function wrongSnapshotState(message: string): InvalidDBSnapshotStateFault {
  return new InvalidDBSnapshotStateFault({ message, $metadata: {} });
}

/** A name that another instance of the account has in this Region. */
export function alreadyExists(): DBInstanceAlreadyExistsFault {
  return new DBInstanceAlreadyExistsFault({ message: "DB instance already exists", $metadata: {} });
}

/** Who lets RDS manage the master password does not also set it. */
export function passwordsExclude(): AwsError {
  return invalidValue(
    "MasterUserPassword and ManageMasterUserPassword are mutually exclusive. Specify only one of these parameters.",
  );
}
