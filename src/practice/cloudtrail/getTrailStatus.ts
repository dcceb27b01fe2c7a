import type { GetTrailStatusCommandInput, GetTrailStatusResponse } from "@aws-sdk/client-cloudtrail";
import type { Call } from "../call.ts";
import type { DeliveryStatus } from "./state.ts";
import { findTrail } from "./trailNames.ts";

/** Whether a trail logs, and how its deliveries went (FACTS 96–98). */
export function getTrailStatus({ Name }: GetTrailStatusCommandInput, call: Call): GetTrailStatusResponse {
  const { isLogging, startLoggingTime, stopLoggingTime, status } = findTrail(call, Name);
  const { delivery, notification, digest, logs } = status;
  return {
    IsLogging: isLogging,
    ...(delivery.error && { LatestDeliveryError: delivery.error }),
    ...(notification.error && { LatestNotificationError: notification.error }),
    ...(delivery.time && { LatestDeliveryTime: new Date(delivery.time) }),
    ...(notification.time && { LatestNotificationTime: new Date(notification.time) }),
    ...(startLoggingTime && { StartLoggingTime: new Date(startLoggingTime) }),
    ...(stopLoggingTime && { StopLoggingTime: new Date(stopLoggingTime) }),
    ...(logs.error && { LatestCloudWatchLogsDeliveryError: logs.error }),
    ...(logs.time && { LatestCloudWatchLogsDeliveryTime: new Date(logs.time) }),
    ...(digest.time && { LatestDigestDeliveryTime: new Date(digest.time) }),
    ...(digest.error && { LatestDigestDeliveryError: digest.error }),
    // No longer in use, and sent all the same.
    LatestDeliveryAttemptTime: isoTime(delivery.time),
    LatestNotificationAttemptTime: isoTime(notification.time),
    LatestNotificationAttemptSucceeded: succeeded(notification),
    LatestDeliveryAttemptSucceeded: succeeded(delivery),
    TimeLoggingStarted: isoTime(startLoggingTime),
    TimeLoggingStopped: isoTime(stopLoggingTime),
  };
}

function succeeded({ time, error }: DeliveryStatus): string {
  return error === undefined ? isoTime(time) : "";
}

function isoTime(time: number | undefined): string {
  return time === undefined ? "" : `${new Date(time).toISOString().slice(0, 19)}Z`;
}
