import type { CreateTrailResponse, Trail as TrailOutput } from "@aws-sdk/client-cloudtrail";
import type { Trail } from "./state.ts";

/** A trail as CreateTrail and UpdateTrail answer it. */
export function trailSettings(trail: Trail): CreateTrailResponse {
  return {
    Name: trail.name,
    S3BucketName: trail.s3BucketName,
    ...(trail.s3KeyPrefix && { S3KeyPrefix: trail.s3KeyPrefix }),
    ...(trail.snsTopicArn && { SnsTopicName: trail.snsTopicArn, SnsTopicARN: trail.snsTopicArn }),
    IncludeGlobalServiceEvents: trail.includeGlobalServiceEvents,
    IsMultiRegionTrail: trail.isMultiRegionTrail,
    TrailARN: trail.arn,
    LogFileValidationEnabled: trail.logFileValidationEnabled,
    ...(trail.cloudWatchLogsLogGroupArn && { CloudWatchLogsLogGroupArn: trail.cloudWatchLogsLogGroupArn }),
    ...(trail.cloudWatchLogsRoleArn && { CloudWatchLogsRoleArn: trail.cloudWatchLogsRoleArn }),
    ...(trail.kmsKeyId && { KmsKeyId: trail.kmsKeyId }),
    IsOrganizationTrail: false,
  };
}

/** A trail as GetTrail and DescribeTrails answer it. */
export function trailDescription(trail: Trail): TrailOutput {
  return {
    ...trailSettings(trail),
    HomeRegion: trail.homeRegion,
    HasCustomEventSelectors: trail.eventSelectors !== undefined || trail.advancedEventSelectors !== undefined,
    HasInsightSelectors: false,
  };
}
