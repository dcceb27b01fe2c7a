import type { DeleteDBSnapshotMessage, DeleteDBSnapshotResult } from "@aws-sdk/client-rds";
import type { Operation } from "../call.ts";
import { wrongSnapshotState } from "./errors.ts";
import { noteSnapshot } from "./events.ts";
import { regionOfCall, shownSnapshot, snapshotNamed } from "./lookup.ts";

/** Deletes a manual snapshot at once. */
export const deleteDBSnapshot: Operation<DeleteDBSnapshotMessage, DeleteDBSnapshotResult> = (input, call) => {
  const stored = snapshotNamed(call, input.DBSnapshotIdentifier);
  const { snapshot } = stored;
  if (snapshot.SnapshotType !== "manual") throw wrongSnapshotState("automated snapshots cannot be deleted.");
  if (snapshot.Status !== "available" && snapshot.Status !== "failed") {
    throw wrongSnapshotState(
      "Cannot delete the snapshot because it is not currently in the available or failed state.",
    );
  }
  const region = regionOfCall(call);
  region.snapshots.delete(snapshot.DBSnapshotIdentifier);
  noteSnapshot(region, snapshot, call.now, "deletion", "Deleted manual snapshot");
  return { DBSnapshot: { ...shownSnapshot(stored), Status: "deleted", TagList: [] } };
};
