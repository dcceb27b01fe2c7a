import type {
  DeletedObject,
  DeleteObjectCommandInput,
  DeleteObjectCommandOutput,
  DeleteObjectsCommandInput,
  DeleteObjectsCommandOutput,
} from "@aws-sdk/client-s3";
import type { Call } from "../call.ts";
import { AwsError } from "../errors.ts";
import { openBucket } from "./access.ts";
import { deleteCurrent, removeVersion } from "./objects.ts";
import type { Bucket } from "./state.ts";

/** What is not there is deleted already. https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObject.html */
export function deleteObject(
  input: DeleteObjectCommandInput,
  call: Call,
): Omit<DeleteObjectCommandOutput, "$metadata"> {
  const action = input.VersionId === undefined ? "s3:DeleteObject" : "s3:DeleteObjectVersion";
  const bucket = openBucket(call, input, action, input.Key);
  const { DeleteMarker, DeleteMarkerVersionId, VersionId } = remove(call, bucket, input.Key ?? "", input.VersionId);
  const versionId = DeleteMarkerVersionId ?? VersionId;
  return {
    ...(DeleteMarker ? { DeleteMarker } : {}),
    ...(versionId === undefined ? {} : { VersionId: versionId }),
  };
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObjects.html */
export function deleteObjects(
  input: DeleteObjectsCommandInput,
  call: Call,
): Omit<DeleteObjectsCommandOutput, "$metadata"> {
  const bucket = openBucket(call, input, "s3:DeleteObject");
  const objects = input.Delete?.Objects ?? [];
  if (objects.length === 0 || objects.length > 1000) {
    const message = "The XML you provided was not well-formed or did not validate against our published schema";
    throw new AwsError("MalformedXML", message);
  }
  const deleted = objects.map(({ Key = "", VersionId }) => remove(call, bucket, Key, VersionId));
  return input.Delete?.Quiet ? {} : { Deleted: deleted };
}

function remove(call: Call, bucket: Bucket, key: string, versionId: string | undefined): DeletedObject {
  if (versionId !== undefined) {
    const removed = removeVersion(call.account, bucket, key, versionId);
    const marker = removed?.deleteMarker ? { DeleteMarker: true, DeleteMarkerVersionId: versionId } : {};
    return { Key: key, VersionId: versionId, ...marker };
  }
  const marker = deleteCurrent(call.account, bucket, key);
  if (marker === undefined) return { Key: key };
  return { Key: key, DeleteMarker: true, DeleteMarkerVersionId: marker.versionId };
}
