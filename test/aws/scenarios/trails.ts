import {
  AddTagsCommand,
  CreateTrailCommand,
  type CreateTrailCommandInput,
  DeleteTrailCommand,
  DescribeTrailsCommand,
  GetEventSelectorsCommand,
  GetInsightSelectorsCommand,
  GetTrailCommand,
  GetTrailStatusCommand,
  ListPublicKeysCommand,
  ListTagsCommand,
  ListTrailsCommand,
  LookupEventsCommand,
  PutEventSelectorsCommand,
  RemoveTagsCommand,
  StartLoggingCommand,
  StopLoggingCommand,
  UpdateTrailCommand,
} from "@aws-sdk/client-cloudtrail";
import { CreateLogGroupCommand } from "@aws-sdk/client-cloudwatch-logs";
import { CreateBucketCommand, PutBucketPolicyCommand } from "@aws-sdk/client-s3";
import { CreateTopicCommand } from "@aws-sdk/client-sns";
import type { Scenario } from "./scenario.ts";

const Name = "management-events";
const Bucket = "trail-bucket";

/** Trails: what they need before they can be made, and what they tell of themselves. */
export const trails: Scenario = {
  name: "trails",
  async play({ clients: { cloudTrail, logs, s3, sns }, accountId }, { does, gives, refuses }) {
    const arn = `arn:aws:cloudtrail:us-east-1:${accountId}:trail/${Name}`;
    const Principal = { Service: "cloudtrail.amazonaws.com" };
    const policy = {
      Version: "2012-10-17",
      Statement: [
        { Effect: "Allow", Principal, Action: "s3:GetBucketAcl", Resource: `arn:aws:s3:::${Bucket}` },
        {
          Effect: "Allow",
          Principal,
          Action: "s3:PutObject",
          Resource: `arn:aws:s3:::${Bucket}/AWSLogs/${accountId}/*`,
          Condition: { StringEquals: { "s3:x-amz-acl": "bucket-owner-full-control", "aws:SourceArn": arn } },
        },
      ],
    };
    const create = (more: Partial<CreateTrailCommandInput> = {}) =>
      cloudTrail.send(new CreateTrailCommand({ Name, S3BucketName: Bucket, ...more }));
    for (const [what, name] of [
      ["two letters", "ab"],
      ["129 letters", "t".repeat(129)],
      ["two dots in a row", "trail..one"],
      ["a final hyphen", "trail-"],
      ["a space", "my trail"],
      ["the form of an address", "192.168.5.4"],
    ] as const) {
      await refuses(`CreateTrail: a name of ${what}`, create({ Name: name }), "400 InvalidTrailNameException");
    }
    await refuses("CreateTrail: with a bucket that is not there", create(), "400 S3BucketDoesNotExistException");
    await does("CreateBucket: for the trail", s3.send(new CreateBucketCommand({ Bucket })));
    await refuses(
      "CreateTrail: with a bucket that does not let it in",
      create(),
      "400 InsufficientS3BucketPolicyException",
    );
    await does(
      "PutBucketPolicy: lets the trail in",
      s3.send(new PutBucketPolicyCommand({ Bucket, Policy: JSON.stringify(policy) })),
    );
    await refuses(
      "CreateTrail: with a topic that is not there",
      create({ SnsTopicName: "none" }),
      "400 InsufficientSnsTopicPolicyException",
    );
    await does("CreateTopic: for the trail", sns.send(new CreateTopicCommand({ Name: "trail-topic" })));
    await refuses(
      "CreateTrail: with a topic that does not let it in",
      create({ SnsTopicName: "trail-topic" }),
      "400 InsufficientSnsTopicPolicyException",
    );
    await does("CreateLogGroup: for the trail", logs.send(new CreateLogGroupCommand({ logGroupName: "trail-group" })));
    const CloudWatchLogsLogGroupArn = `arn:aws:logs:us-east-1:${accountId}:log-group:trail-group:*`;
    await refuses(
      "CreateTrail: with a log group, but no role",
      create({ CloudWatchLogsLogGroupArn }),
      "400 InvalidCloudWatchLogsRoleArnException",
    );
    await refuses(
      "CreateTrail: with a log group, and a role that is not there",
      create({ CloudWatchLogsLogGroupArn, CloudWatchLogsRoleArn: `arn:aws:iam::${accountId}:role/none` }),
      "400 InvalidCloudWatchLogsRoleArnException",
    );
    await refuses(
      "CreateTrail: for all Regions, but without global events",
      create({ IsMultiRegionTrail: true, IncludeGlobalServiceEvents: false }),
      "400 InvalidParameterCombinationException",
    );
    await gives(
      "CreateTrail: with the defaults",
      create({ TagsList: [{ Key: "a", Value: "1" }] }),
      ({ $metadata: _, ...trail }) => ({ ...trail }),
      {
        Name,
        S3BucketName: Bucket,
        IncludeGlobalServiceEvents: true,
        IsMultiRegionTrail: false,
        TrailARN: arn,
        LogFileValidationEnabled: false,
        IsOrganizationTrail: false,
      },
    );
    await refuses("CreateTrail: again", create(), "400 TrailAlreadyExistsException");

    await gives("GetTrail: by name", cloudTrail.send(new GetTrailCommand({ Name })), ({ Trail }) => ({ ...Trail }), {
      Name,
      S3BucketName: Bucket,
      IncludeGlobalServiceEvents: true,
      IsMultiRegionTrail: false,
      HomeRegion: "us-east-1",
      TrailARN: arn,
      LogFileValidationEnabled: false,
      HasCustomEventSelectors: false,
      HasInsightSelectors: false,
      IsOrganizationTrail: false,
    });
    await refuses(
      "GetTrail: one that is not there",
      cloudTrail.send(new GetTrailCommand({ Name: "none-there" })),
      "400 TrailNotFoundException",
    );
    await gives(
      "DescribeTrails: all",
      cloudTrail.send(new DescribeTrailsCommand({})),
      ({ trailList }) => trailList?.map(({ TrailARN }) => TrailARN),
      [arn],
    );
    await gives(
      "DescribeTrails: one that is not there",
      cloudTrail.send(new DescribeTrailsCommand({ trailNameList: ["none-there"] })),
      ({ trailList }) => trailList?.length,
      0,
    );
    await gives(
      "ListTrails: all",
      cloudTrail.send(new ListTrailsCommand({})),
      ({ Trails }) => Trails?.map(({ Name: name, TrailARN, HomeRegion }) => ({ name, TrailARN, HomeRegion })),
      [{ name: Name, TrailARN: arn, HomeRegion: "us-east-1" }],
    );

    const status = () => cloudTrail.send(new GetTrailStatusCommand({ Name }));
    await gives(
      "GetTrailStatus: of a new trail",
      status(),
      ({ IsLogging, StartLoggingTime }) => ({ IsLogging, started: StartLoggingTime !== undefined }),
      { IsLogging: false, started: false },
    );
    await refuses(
      "GetTrailStatus: of one that is not there",
      cloudTrail.send(new GetTrailStatusCommand({ Name: "none-there" })),
      "400 TrailNotFoundException",
    );
    await does("StartLogging: by ARN", cloudTrail.send(new StartLoggingCommand({ Name: arn })));
    await gives(
      "GetTrailStatus: while it logs",
      status(),
      ({ IsLogging, StartLoggingTime, StopLoggingTime }) => ({
        IsLogging,
        started: StartLoggingTime !== undefined,
        stopped: StopLoggingTime !== undefined,
      }),
      { IsLogging: true, started: true, stopped: false },
    );
    await does("StopLogging: by name", cloudTrail.send(new StopLoggingCommand({ Name })));
    await gives(
      "GetTrailStatus: after it logged",
      status(),
      ({ IsLogging, StopLoggingTime }) => ({ IsLogging, stopped: StopLoggingTime !== undefined }),
      { IsLogging: false, stopped: true },
    );
    await refuses(
      "StartLogging: one that is not there",
      cloudTrail.send(new StartLoggingCommand({ Name: "none-there" })),
      "400 TrailNotFoundException",
    );

    await gives(
      "UpdateTrail: log file validation",
      cloudTrail.send(new UpdateTrailCommand({ Name, EnableLogFileValidation: true })),
      ({ LogFileValidationEnabled, IsMultiRegionTrail }) => ({ LogFileValidationEnabled, IsMultiRegionTrail }),
      { LogFileValidationEnabled: true, IsMultiRegionTrail: false },
    );
    await refuses(
      "UpdateTrail: a prefix that the bucket's policy does not have",
      cloudTrail.send(new UpdateTrailCommand({ Name, S3KeyPrefix: "elsewhere" })),
      "400 InsufficientS3BucketPolicyException",
    );
    await refuses(
      "UpdateTrail: one that is not there",
      cloudTrail.send(new UpdateTrailCommand({ Name: "none-there" })),
      "400 TrailNotFoundException",
    );

    await gives(
      "GetEventSelectors: of a new trail",
      cloudTrail.send(new GetEventSelectorsCommand({ TrailName: Name })),
      ({ TrailARN, EventSelectors, AdvancedEventSelectors }) => ({
        TrailARN,
        EventSelectors: EventSelectors?.map((each) => ({ ...each }) as never),
        advanced: AdvancedEventSelectors?.length ?? 0,
      }),
      {
        TrailARN: arn,
        EventSelectors: [
          { ReadWriteType: "All", IncludeManagementEvents: true, DataResources: [], ExcludeManagementEventSources: [] },
        ],
        advanced: 0,
      },
    );
    const EventSelectors = [{ ReadWriteType: "WriteOnly" as const, IncludeManagementEvents: true }];
    await does(
      "PutEventSelectors: writes only",
      cloudTrail.send(new PutEventSelectorsCommand({ TrailName: Name, EventSelectors })),
    );
    await gives(
      "GetEventSelectors: as they were put",
      cloudTrail.send(new GetEventSelectorsCommand({ TrailName: Name })),
      (output) => output.EventSelectors?.map(({ ReadWriteType }) => ReadWriteType),
      ["WriteOnly"],
    );
    await gives(
      "GetTrail: with selectors of its own",
      cloudTrail.send(new GetTrailCommand({ Name })),
      ({ Trail }) => Trail?.HasCustomEventSelectors,
      true,
    );
    await refuses(
      "PutEventSelectors: six",
      cloudTrail.send(
        new PutEventSelectorsCommand({
          TrailName: Name,
          EventSelectors: Array.from({ length: 6 }, () => ({ ReadWriteType: "All" as const })),
        }),
      ),
      "400 InvalidEventSelectorsException",
    );
    await refuses(
      "PutEventSelectors: simple and advanced ones",
      cloudTrail.send(
        new PutEventSelectorsCommand({
          TrailName: Name,
          EventSelectors,
          AdvancedEventSelectors: [{ FieldSelectors: [{ Field: "eventCategory", Equals: ["Management"] }] }],
        }),
      ),
      "400 InvalidEventSelectorsException",
    );
    await refuses(
      "GetInsightSelectors: before they are put",
      cloudTrail.send(new GetInsightSelectorsCommand({ TrailName: Name })),
      "400 InsightNotEnabledException",
    );

    await does(
      "AddTags: another",
      cloudTrail.send(new AddTagsCommand({ ResourceId: arn, TagsList: [{ Key: "b", Value: "2" }] })),
    );
    await does(
      "RemoveTags: the first",
      cloudTrail.send(new RemoveTagsCommand({ ResourceId: arn, TagsList: [{ Key: "a" }] })),
    );
    await gives(
      "ListTags: what is left",
      cloudTrail.send(new ListTagsCommand({ ResourceIdList: [arn] })),
      ({ ResourceTagList }) =>
        ResourceTagList?.map(({ ResourceId, TagsList }) => ({
          ResourceId,
          tags: TagsList?.map(({ Key, Value }) => `${Key}=${Value}`),
        })),
      [{ ResourceId: arn, tags: ["b=2"] }],
    );
    await gives(
      "ListPublicKeys: of the last hour",
      cloudTrail.send(new ListPublicKeysCommand({})),
      ({ PublicKeyList }) => Array.isArray(PublicKeyList),
      true,
    );
    await refuses(
      "LookupEvents: by two attributes",
      cloudTrail.send(
        new LookupEventsCommand({
          LookupAttributes: [
            { AttributeKey: "EventName", AttributeValue: "a" },
            { AttributeKey: "Username", AttributeValue: "b" },
          ],
        }),
      ),
      "400 InvalidLookupAttributesException",
    );
    await does("DeleteTrail: one that is there", cloudTrail.send(new DeleteTrailCommand({ Name })));
    await refuses(
      "DeleteTrail: again",
      cloudTrail.send(new DeleteTrailCommand({ Name })),
      "400 TrailNotFoundException",
    );
  },
};
