import type { Service } from "../service.ts";
import { deleteBucketEncryption, getBucketEncryption, putBucketEncryption } from "./bucketEncryption.ts";
import {
  getBucketAccelerateConfiguration,
  getBucketCors,
  getBucketLifecycleConfiguration,
  getBucketLogging,
  getBucketNotificationConfiguration,
  getBucketReplication,
  getBucketRequestPayment,
  getBucketWebsite,
  getObjectLockConfiguration,
} from "./bucketFeatures.ts";
import {
  deleteBucketOwnershipControls,
  getBucketAcl,
  getBucketOwnershipControls,
  putBucketOwnershipControls,
} from "./bucketOwnership.ts";
import { deleteBucketPolicy, getBucketPolicy, getBucketPolicyStatus, putBucketPolicy } from "./bucketPolicy.ts";
import { deleteBucketTagging, getBucketTagging, putBucketTagging } from "./bucketTagging.ts";
import { getBucketVersioning, putBucketVersioning } from "./bucketVersioning.ts";
import { copyObject } from "./copyObject.ts";
import { createBucket } from "./createBucket.ts";
import { deleteBucket } from "./deleteBucket.ts";
import { deleteObject, deleteObjects } from "./deleteObjects.ts";
import { getObject, headObject } from "./getObject.ts";
import { getBucketLocation, headBucket, listBuckets } from "./listBuckets.ts";
import { listObjects, listObjectsV2 } from "./listObjects.ts";
import { listObjectVersions } from "./listObjectVersions.ts";
import { deletePublicAccessBlock, getPublicAccessBlock, putPublicAccessBlock } from "./publicAccessBlock.ts";
import { putObject } from "./putObject.ts";

/** Buckets and objects. */
export const s3Service: Service = {
  signingName: "s3",
  eventSource: "s3.amazonaws.com",
  operations: {
    CopyObject: copyObject,
    CreateBucket: createBucket,
    DeleteBucket: deleteBucket,
    DeleteBucketEncryption: deleteBucketEncryption,
    DeleteBucketOwnershipControls: deleteBucketOwnershipControls,
    DeleteBucketPolicy: deleteBucketPolicy,
    DeleteBucketTagging: deleteBucketTagging,
    DeleteObject: deleteObject,
    DeleteObjects: deleteObjects,
    DeletePublicAccessBlock: deletePublicAccessBlock,
    GetBucketAccelerateConfiguration: getBucketAccelerateConfiguration,
    GetBucketAcl: getBucketAcl,
    GetBucketCors: getBucketCors,
    GetBucketEncryption: getBucketEncryption,
    GetBucketLifecycleConfiguration: getBucketLifecycleConfiguration,
    GetBucketLocation: getBucketLocation,
    GetBucketLogging: getBucketLogging,
    GetBucketNotificationConfiguration: getBucketNotificationConfiguration,
    GetBucketOwnershipControls: getBucketOwnershipControls,
    GetBucketPolicy: getBucketPolicy,
    GetBucketPolicyStatus: getBucketPolicyStatus,
    GetBucketReplication: getBucketReplication,
    GetBucketRequestPayment: getBucketRequestPayment,
    GetBucketTagging: getBucketTagging,
    GetBucketVersioning: getBucketVersioning,
    GetBucketWebsite: getBucketWebsite,
    GetObject: getObject,
    GetObjectLockConfiguration: getObjectLockConfiguration,
    GetPublicAccessBlock: getPublicAccessBlock,
    HeadBucket: headBucket,
    HeadObject: headObject,
    ListBuckets: listBuckets,
    ListObjects: listObjects,
    ListObjectsV2: listObjectsV2,
    ListObjectVersions: listObjectVersions,
    PutBucketEncryption: putBucketEncryption,
    PutBucketOwnershipControls: putBucketOwnershipControls,
    PutBucketPolicy: putBucketPolicy,
    PutBucketTagging: putBucketTagging,
    PutBucketVersioning: putBucketVersioning,
    PutObject: putObject,
    PutPublicAccessBlock: putPublicAccessBlock,
  },
};
