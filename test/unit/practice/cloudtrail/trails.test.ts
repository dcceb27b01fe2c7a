import { beforeEach, describe, expect, test } from "vitest";
import { createTrail } from "../../../../src/practice/cloudtrail/createTrail.ts";
import { deleteTrail } from "../../../../src/practice/cloudtrail/deleteTrail.ts";
import { describeTrails, getTrail, listTrails } from "../../../../src/practice/cloudtrail/describeTrails.ts";
import {
  getEventSelectors,
  getInsightSelectors,
  putEventSelectors,
} from "../../../../src/practice/cloudtrail/eventSelectors.ts";
import { getTrailStatus } from "../../../../src/practice/cloudtrail/getTrailStatus.ts";
import { startLogging, stopLogging } from "../../../../src/practice/cloudtrail/logging.ts";
import { addTags, listTags, removeTags } from "../../../../src/practice/cloudtrail/tags.ts";
import { updateTrail } from "../../../../src/practice/cloudtrail/updateTrail.ts";
import { addGroup } from "../../../../src/practice/logs/logGroups.ts";
import { accountId, type TestAccount } from "../account.ts";
import {
  addRole,
  addTrail,
  bucketName,
  bucketPolicy,
  logGroupArn,
  preparedAccount,
  roleArn,
  theTrail,
  topicArn,
  topicPolicy,
  trailArn,
  trailName,
} from "./trailAccount.ts";

let practice: TestAccount;
beforeEach(() => {
  practice = preparedAccount();
});

/** The error an operation fails with, as `name: message`. */
function failure(operation: () => unknown): string {
  try {
    operation();
  } catch (error) {
    if (error instanceof Error) return `${error.name}: ${error.message}`;
  }
  return "no error";
}

function create(input: object = {}): () => unknown {
  return () => createTrail({ Name: trailName, S3BucketName: bucketName, ...input }, practice.call());
}

describe("CreateTrail", () => {
  test("answers what it made, with AWS's defaults", () => {
    expect(create()()).toEqual({
      Name: trailName,
      S3BucketName: bucketName,
      IncludeGlobalServiceEvents: true,
      IsMultiRegionTrail: false,
      TrailARN: trailArn,
      LogFileValidationEnabled: false,
      IsOrganizationTrail: false,
    });
    expect(getTrailStatus({ Name: trailName }, practice.call())).toMatchObject({ IsLogging: false });
  });

  test("FACTS 90: keeps the log group's ARN with its ending, and gives the topic's ARN", () => {
    addTrail(practice);
    expect(getTrail({ Name: trailName }, practice.call()).Trail).toMatchObject({
      SnsTopicName: topicArn,
      SnsTopicARN: topicArn,
      CloudWatchLogsLogGroupArn: logGroupArn,
      CloudWatchLogsRoleArn: roleArn,
      HomeRegion: "us-east-1",
      HasCustomEventSelectors: false,
      HasInsightSelectors: false,
    });
  });

  test.each([
    ["ab", "Trail name too short. Minimum allowed length: 3 characters. Specified name length: 2 characters."],
    [
      "a".repeat(129),
      "Trail name too long. Maximum allowed length: 128 characters. Specified name length: 129 characters.",
    ],
    ["-abc", "Trail name must starts with a letter or number."],
    ["abc-", "Trail name must ends with a letter or number."],
    [
      "a b c",
      "Trail name or ARN can only contain uppercase letters, lowercase letters, numbers, periods (.), hyphens (-), and underscores (_).",
    ],
    ["a._b", "Trail name cannot have adjacent periods (.), hyphens (-), or underscores (_)."],
    ["192.168.5.4", "Trail name cannot be in IP address format."],
  ])("S7: refuses the name %s", (Name, message) => {
    expect(failure(create({ Name }))).toBe(`InvalidTrailNameException: ${message}`);
  });

  test("refuses a name that is taken", () => {
    create()();
    expect(failure(create())).toBe(
      `TrailAlreadyExistsException: Trail ${trailName} already exists for customer: ${accountId}`,
    );
  });

  test("FACTS 83: refuses a sixth trail, shadows of other Regions counted", () => {
    const bucket = practice.account.state.s3.buckets.get(bucketName);
    for (let i = 1; i <= 5; i++) {
      if (bucket) bucket.policy = bucketPolicy(`arn:aws:cloudtrail:eu-central-1:${accountId}:trail/trail-${i}`);
      const call = practice.call({ region: "eu-central-1" });
      createTrail({ Name: `trail-${i}`, S3BucketName: bucketName, IsMultiRegionTrail: true }, call);
    }
    expect(failure(create())).toBe(
      `MaximumNumberOfTrailsExceededException: User: ${accountId} already has 5 trails in us-east-1.`,
    );
  });

  test("refuses a multi-Region trail without global services, before it looks at the bucket", () => {
    const input = { IsMultiRegionTrail: true, IncludeGlobalServiceEvents: false, S3BucketName: "missing" };
    expect(failure(create(input))).toBe(
      "InvalidParameterCombinationException: Multi-Region trail must include global service events.",
    );
  });

  test("refuses a bucket that is not there, or is no bucket's name", () => {
    expect(failure(create({ S3BucketName: "missing" }))).toBe(
      "S3BucketDoesNotExistException: S3 bucket missing does not exist!",
    );
    expect(failure(create({ S3BucketName: "No_Bucket" }))).toMatch(/^InvalidS3BucketNameException/);
    expect(failure(create({ S3KeyPrefix: "x".repeat(201) }))).toMatch(/^InvalidS3PrefixException/);
  });

  test.each([
    ["has no policy", undefined],
    ["lets another trail in", bucketPolicy(trailArn.replace("us-east-1", "us-west-2"))],
    ["does not show its ACL", bucketPolicy().replace("s3:GetBucketAcl", "s3:GetBucketTagging")],
    ["asks for another ACL", bucketPolicy().replace("bucket-owner-full-control", "private")],
    [
      "lets another account's folder be written",
      bucketPolicy().replace(`AWSLogs/${accountId}`, "AWSLogs/999999999999"),
    ],
  ])("S6, FACTS 84: refuses a bucket that %s", (_what, policy) => {
    const bucket = practice.account.state.s3.buckets.get(bucketName);
    if (bucket && policy) bucket.policy = policy;
    else if (bucket) delete bucket.policy;
    expect(failure(create())).toBe(
      `InsufficientS3BucketPolicyException: Incorrect S3 bucket policy is detected for bucket: ${bucketName}`,
    );
  });

  test("FACTS 85: refuses a prefix that the bucket's policy does not name", () => {
    expect(failure(create({ S3KeyPrefix: "audit" }))).toMatch(/^InsufficientS3BucketPolicyException/);
    const bucket = practice.account.state.s3.buckets.get(bucketName);
    if (bucket) bucket.policy = bucketPolicy().replace("/AWSLogs", "/audit/AWSLogs");
    expect(create({ S3KeyPrefix: "audit" })()).toMatchObject({ S3KeyPrefix: "audit" });
  });

  test("FACTS 87: refuses a topic that is not there or does not let it publish", () => {
    const refusal = "InsufficientSnsTopicPolicyException: SNS Topic does not exist or the topic policy is incorrect!";
    expect(failure(create({ SnsTopicName: "missing" }))).toBe(refusal);
    expect(failure(create({ SnsTopicName: "a topic" }))).toMatch(/^InvalidSnsTopicNameException/);
    practice.account.state.sns.topics.get(topicArn)?.attributes.set("Policy", topicPolicy(`${trailArn}-2`));
    expect(failure(create({ SnsTopicName: topicArn }))).toBe(refusal);
    expect(practice.account.state.cloudTrail.trails.size).toBe(0);
  });

  const logs = { CloudWatchLogsLogGroupArn: logGroupArn, CloudWatchLogsRoleArn: roleArn };

  test.each([
    ["a role alone", { CloudWatchLogsRoleArn: roleArn }, "InvalidCloudWatchLogsLogGroupArnException"],
    ["a log group alone", { CloudWatchLogsLogGroupArn: logGroupArn }, "InvalidCloudWatchLogsRoleArnException"],
    [
      "an ARN that does not end in :*",
      { ...logs, CloudWatchLogsLogGroupArn: logGroupArn.slice(0, -2) },
      "InvalidCloudWatchLogsLogGroupArnException",
    ],
    [
      "a log group that is not there",
      { ...logs, CloudWatchLogsLogGroupArn: logGroupArn.replace("trail-logs", "other") },
      "InvalidCloudWatchLogsLogGroupArnException",
    ],
    [
      "a role that is not there",
      { ...logs, CloudWatchLogsRoleArn: `${roleArn}-2` },
      "InvalidCloudWatchLogsRoleArnException",
    ],
    ["no role's ARN", { ...logs, CloudWatchLogsRoleArn: "trail-to-logs" }, "InvalidCloudWatchLogsRoleArnException"],
  ])("S5, FACTS 90: refuses %s", (_what, input, name) => {
    expect(failure(create(input))).toMatch(new RegExp(`^${name}: `));
  });

  test("S2: refuses a role that is too young, and takes it a moment later", () => {
    addRole(practice.account);
    expect(failure(create(logs))).toBe(
      "InvalidCloudWatchLogsRoleArnException: Access denied. Check the trust relationships for your role.",
    );
    practice.advance(3_000);
    expect(failure(create(logs))).toBe("no error");
  });

  test("FACTS 89: refuses a role that trusts somebody else, or writes somewhere else", () => {
    addRole(practice.account, { trusts: "ec2.amazonaws.com" });
    practice.advance(10_000);
    expect(failure(create(logs))).toBe(
      "InvalidCloudWatchLogsRoleArnException: Access denied. Check the trust relationships for your role.",
    );
    addRole(practice.account, { group: "another-group" });
    practice.advance(10_000);
    expect(failure(create(logs))).toBe(
      "InvalidCloudWatchLogsLogGroupArnException: Access denied. Check the permissions for your role.",
    );
  });

  test("takes a KMS key that is named rightly", () => {
    expect(create({ KmsKeyId: "alias/trail" })()).toMatchObject({
      KmsKeyId: `arn:aws:kms:us-east-1:${accountId}:alias/trail`,
    });
    expect(failure(create({ Name: "other", KmsKeyId: "my key" }))).toMatch(/^InvalidKmsKeyIdException/);
  });

  test("refuses to be of an organization", () => {
    expect(failure(create({ IsOrganizationTrail: true }))).toMatch(/^OrganizationsNotInUseException/);
  });
});

describe("UpdateTrail", () => {
  test("changes what is named and leaves the rest", () => {
    addTrail(practice);
    const answer = updateTrail({ Name: trailName, IsMultiRegionTrail: false }, practice.call());
    expect(answer).toMatchObject({ IsMultiRegionTrail: false, SnsTopicARN: topicArn, LogFileValidationEnabled: true });
    expect(theTrail(practice.account).isLogging).toBe(true);
  });

  test("takes settings away by empty texts", () => {
    addTrail(practice);
    const input = { Name: trailArn, SnsTopicName: "", CloudWatchLogsLogGroupArn: "", CloudWatchLogsRoleArn: "" };
    const answer = updateTrail(input, practice.call());
    for (const name of ["SnsTopicName", "SnsTopicARN", "CloudWatchLogsLogGroupArn", "CloudWatchLogsRoleArn"]) {
      expect(answer).not.toHaveProperty(name);
    }
  });

  test("changes nothing where one setting is refused", () => {
    addTrail(practice);
    const input = { Name: trailName, IsMultiRegionTrail: false, S3BucketName: "missing" };
    expect(failure(() => updateTrail(input, practice.call()))).toMatch(/^S3BucketDoesNotExistException/);
    expect(theTrail(practice.account)).toMatchObject({ isMultiRegionTrail: true, s3BucketName: bucketName });
  });

  test("moves to another log group", () => {
    addTrail(practice);
    addGroup(practice.account, "us-east-1", "trail-logs-2");
    const input = { Name: trailName, CloudWatchLogsLogGroupArn: logGroupArn.replace("trail-logs", "trail-logs-2") };
    expect(failure(() => updateTrail(input, practice.call()))).toMatch(/Check the permissions for your role/);
    addRole(practice.account, { group: "trail-logs-2" });
    practice.advance(10_000);
    expect(failure(() => updateTrail(input, practice.call()))).toBe("no error");
  });
});

describe("names, ARNs and Regions", () => {
  beforeEach(() => addTrail(practice));
  const elsewhere = () => practice.call({ region: "eu-central-1" });

  test("a trail that is not there is unknown by its full ARN", () => {
    expect(failure(() => stopLogging({ Name: "nobody" }, practice.call()))).toBe(
      `TrailNotFoundException: Unknown trail: arn:aws:cloudtrail:us-east-1:${accountId}:trail/nobody for the user: ${accountId}`,
    );
  });

  test("an ARN that is none is refused", () => {
    expect(failure(() => getTrail({ Name: "arn:aws:sns:us-east-1:1:x" }, practice.call()))).toMatch(
      /^CloudTrailARNInvalidException/,
    );
  });

  test("FACTS 96: a shadow trail is found by its ARN only", () => {
    expect(getTrailStatus({ Name: trailArn }, elsewhere())).toMatchObject({ IsLogging: true });
    expect(failure(() => getTrailStatus({ Name: trailName }, elsewhere()))).toMatch(/^TrailNotFoundException/);
    expect(describeTrails({}, elsewhere()).trailList).toMatchObject([{ Name: trailName, HomeRegion: "us-east-1" }]);
    expect(describeTrails({ includeShadowTrails: false }, elsewhere()).trailList).toEqual([]);
    expect(describeTrails({ trailNameList: [trailName, "nobody"] }, practice.call()).trailList).toHaveLength(1);
    expect(listTrails({}, elsewhere()).Trails).toEqual([
      { TrailARN: trailArn, Name: trailName, HomeRegion: "us-east-1" },
    ]);
  });

  test.each([
    ["UpdateTrail", () => updateTrail({ Name: trailArn }, elsewhere())],
    ["DeleteTrail", () => deleteTrail({ Name: trailArn }, elsewhere())],
    ["StartLogging", () => startLogging({ Name: trailArn }, elsewhere())],
    ["StopLogging", () => stopLogging({ Name: trailArn }, elsewhere())],
    ["PutEventSelectors", () => putEventSelectors({ TrailName: trailArn }, elsewhere())],
  ])("S13: %s works in the home Region only", (_name, operation) => {
    expect(failure(operation)).toMatch(/^InvalidHomeRegionException/);
  });

  test("S12: a trail that was deleted is gone", () => {
    deleteTrail({ Name: trailName }, practice.call());
    expect(describeTrails({}, practice.call()).trailList).toEqual([]);
    expect(failure(() => deleteTrail({ Name: trailName }, practice.call()))).toMatch(/^TrailNotFoundException/);
  });
});

describe("event selectors", () => {
  beforeEach(() => addTrail(practice));
  const put = (input: object) => () => putEventSelectors({ TrailName: trailName, ...input }, practice.call());

  test("are all management events at first", () => {
    expect(getEventSelectors({ TrailName: trailName }, practice.call())).toEqual({
      TrailARN: trailArn,
      EventSelectors: [
        { ReadWriteType: "All", IncludeManagementEvents: true, DataResources: [], ExcludeManagementEventSources: [] },
      ],
    });
  });

  test("of one kind replace those of the other", () => {
    const AdvancedEventSelectors = [{ FieldSelectors: [{ Field: "eventCategory", Equals: ["Management"] }] }];
    put({ AdvancedEventSelectors })();
    expect(getEventSelectors({ TrailName: trailName }, practice.call())).toEqual({
      TrailARN: trailArn,
      AdvancedEventSelectors,
    });
    put({ EventSelectors: [{ ReadWriteType: "WriteOnly" }] })();
    expect(getEventSelectors({ TrailName: trailName }, practice.call())).not.toHaveProperty("AdvancedEventSelectors");
    expect(describeTrails({}, practice.call()).trailList).toMatchObject([{ HasCustomEventSelectors: true }]);
  });

  test.each([
    ["none", {}],
    ["six", { EventSelectors: Array(6).fill({}) }],
    ["both kinds", { EventSelectors: [{}], AdvancedEventSelectors: [{ FieldSelectors: [] }] }],
    ["an unknown ReadWriteType", { EventSelectors: [{ ReadWriteType: "Some" }] }],
    [
      "a source that cannot be left out",
      { EventSelectors: [{ ExcludeManagementEventSources: ["rds.amazonaws.com"] }] },
    ],
    ["an unknown data resource", { EventSelectors: [{ DataResources: [{ Type: "AWS::Chess::Board", Values: [] }] }] }],
    ["no category", { AdvancedEventSelectors: [{ FieldSelectors: [{ Field: "readOnly", Equals: ["true"] }] }] }],
    [
      "an unknown field",
      {
        AdvancedEventSelectors: [
          {
            FieldSelectors: [
              { Field: "eventCategory", Equals: ["Management"] },
              { Field: "colour", Equals: ["red"] },
            ],
          },
        ],
      },
    ],
  ])("refuses %s", (_what, input) => {
    expect(failure(put(input))).toMatch(/^InvalidEventSelectorsException/);
  });

  test("there are no Insights", () => {
    expect(failure(() => getInsightSelectors({ TrailName: trailName }, practice.call()))).toMatch(
      /^InsightNotEnabledException/,
    );
  });
});

describe("tags", () => {
  test("come with the trail, are added, replaced and removed", () => {
    create({ TagsList: [{ Key: "a", Value: "1" }] })();
    const change = (TagsList: { Key: string; Value?: string }[]) => ({ ResourceId: trailArn, TagsList });
    addTags(change([{ Key: "a", Value: "2" }, { Key: "b" }]), practice.call());
    const tags = () => listTags({ ResourceIdList: [trailArn] }, practice.call()).ResourceTagList;
    expect(tags()).toEqual([{ ResourceId: trailArn, TagsList: [{ Key: "a", Value: "2" }, { Key: "b" }] }]);
    removeTags(change([{ Key: "a" }]), practice.call());
    expect(tags()).toEqual([{ ResourceId: trailArn, TagsList: [{ Key: "b" }] }]);
  });

  test.each([
    ["twice the same key", [{ Key: "a" }, { Key: "a" }], "InvalidTagParameterException"],
    ["a reserved key", [{ Key: "aws:x" }], "InvalidTagParameterException"],
    ["51 tags", Array.from({ length: 51 }, (_, i) => ({ Key: `k${i}` })), "TagsLimitExceededException"],
  ])("are refused: %s", (_what, TagsList, name) => {
    expect(failure(create({ TagsList }))).toMatch(new RegExp(`^${name}`));
  });

  test("are of trails that are there", () => {
    expect(failure(() => listTags({ ResourceIdList: [trailArn] }, practice.call()))).toMatch(
      /^ResourceNotFoundException/,
    );
    expect(failure(() => listTags({ ResourceIdList: ["x"] }, practice.call()))).toMatch(
      /^CloudTrailARNInvalidException/,
    );
  });
});
