import {
  type DBSnapshotAttributesResult,
  type DescribeDBSnapshotAttributesMessage,
  type DescribeDBSnapshotAttributesResult,
  type ModifyDBSnapshotAttributeMessage,
  type ModifyDBSnapshotAttributeResult,
  SharedSnapshotQuotaExceededFault,
} from "@aws-sdk/client-rds";
import type { Operation } from "../call.ts";
import { invalidCombination, invalidValue, missing, wrongSnapshotState } from "./errors.ts";
import { regionOfCall, snapshotNamed } from "./lookup.ts";
import type { StoredSnapshot } from "./state.ts";

/** Accounts that a snapshot can be shared with. */
const most = 20;

/** Shares a manual snapshot with other accounts, or with everybody (`all`), or no more (FACTS 118). */
export const modifyDBSnapshotAttribute: Operation<ModifyDBSnapshotAttributeMessage, ModifyDBSnapshotAttributeResult> = (
  input,
  call,
) => {
  const stored = snapshotNamed(call, input.DBSnapshotIdentifier);
  const { snapshot } = stored;
  const { ValuesToAdd: add = [], ValuesToRemove: remove = [] } = input;
  if (input.AttributeName === undefined || input.AttributeName === "") throw missing("AttributeName");
  if (input.AttributeName !== "restore") throw invalidValue(`Invalid snapshot attribute ${input.AttributeName}`);
  const both = add.filter((value) => remove.includes(value));
  if (both.length > 0) {
    throw invalidCombination(`A value may not appear in both the add list and remove list. ${both.join(", ")}`);
  }
  const wrong = [...add, ...remove].filter((value) => !/^(\d{12}|all)$/.test(value));
  if (wrong.length > 0) throw invalidValue(`Invalid account ID: ${wrong.join(", ")}`);
  if (snapshot.SnapshotType !== "manual") throw wrongSnapshotState("automated snapshots cannot be modified.");
  if (snapshot.Status !== "available") {
    throw wrongSnapshotState(`DBSnapshot ${snapshot.DBSnapshotIdentifier} is not in available state.`);
  }
  if (snapshot.Encrypted && add.includes("all")) {
    throw invalidCombination("Encrypted snapshots can't be shared as public.");
  }
  if (add.length > 0 && snapshot.KmsKeyId === regionOfCall(call).network.rdsKeyArn) {
    throw invalidCombination("Snapshots encrypted with the default KMS key can't be shared.");
  }
  const restore = [...new Set([...stored.restore, ...add])].filter((value) => !remove.includes(value));
  if (restore.length > most) {
    const message = "The request cannot be processed because it would exceed the maximum number of snapshots.";
    throw new SharedSnapshotQuotaExceededFault({ message, $metadata: {} });
  }
  stored.restore = restore;
  return { DBSnapshotAttributesResult: attributes(stored) };
};

/** Tells with whom a snapshot is shared. */
export const describeDBSnapshotAttributes: Operation<
  DescribeDBSnapshotAttributesMessage,
  DescribeDBSnapshotAttributesResult
> = (input, call) => ({ DBSnapshotAttributesResult: attributes(snapshotNamed(call, input.DBSnapshotIdentifier)) });

function attributes({ snapshot, restore }: StoredSnapshot): DBSnapshotAttributesResult {
  return {
    DBSnapshotIdentifier: snapshot.DBSnapshotIdentifier,
    DBSnapshotAttributes: [{ AttributeName: "restore", AttributeValues: [...restore] }],
  };
}
