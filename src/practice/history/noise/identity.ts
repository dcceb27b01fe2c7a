import { partnerAccountId } from "../actors.ts";
import { isoSeconds } from "../dates.ts";
import { accessKeyId, principalId } from "../identifiers.ts";
import { type Call, none, read, resource, type Scene } from "./call.ts";

/** Who am I. */
export const getCallerIdentity: Call = {
  ...read("sts", "GetCallerIdentity"),
  additionalEventData: ({ region }) => `{"RequestDetails":{"awsServingRegion":"${region}","endpointType":"regional"}}`,
};

/** Somebody takes on a role; the answer holds the key id of the session and, for who may read it, its token. */
function assumeRole(roleArn: (scene: Scene) => string, sessionName: string, shared = false): Call {
  return {
    ...read(
      "sts",
      "AssumeRole",
      (scene) => `{"roleArn":"${roleArn(scene)}","roleSessionName":"${sessionName}","durationSeconds":3600}`,
    ),
    responseElements: (scene) => {
      const { random, inventory, time } = scene;
      const arn = roleArn(scene);
      const name = arn.slice(arn.lastIndexOf("/") + 1);
      const id = principalId(inventory, "AROA", name);
      return `{"credentials":{"accessKeyId":"${accessKeyId(inventory, "ASIA", sessionName, time)}","sessionToken":"IQoJb3JpZ2luX2Vj${random.alphanumerics(120)}","expiration":"${isoSeconds(time + 3_600_000)}"},"assumedRoleUser":{"assumedRoleId":"${id}:${sessionName}","arn":"arn:aws:sts::${inventory.accountId}:assumed-role/${name}/${sessionName}"}}`;
    },
    resources: resource("AWS::IAM::Role", roleArn),
    ...(shared ? { shared } : {}),
  };
}

const roleArn = (path: string) => (scene: Scene) => `arn:aws:iam::${scene.inventory.accountId}:role/${path}`;

/** RDS, Lambda and a partner's auditor take on roles of the account. */
export const rdsAssumesRole = assumeRole(
  roleArn("aws-service-role/rds.amazonaws.com/AWSServiceRoleForRDS"),
  "SLRManagement",
  true,
);
export const lambdaAssumesRole = assumeRole(roleArn("service-role/db-start-stop-role"), "db-start-stop", true);
export const auditorAssumesRole = assumeRole(roleArn("partner-audit"), `audit-${partnerAccountId}`, true);

/** Reads of IAM, which is in one Region for all (FACTS 82). */
export const iamReads: readonly Call[] = [
  read("iam", "ListUsers", () => `{"maxItems":100}`),
  read("iam", "ListRoles", () => `{"maxItems":100}`),
  read("iam", "GetRole", () => `{"roleName":"deploy-role"}`),
  read("iam", "ListRolePolicies", () => `{"roleName":"deploy-role"}`),
  read("iam", "ListAttachedRolePolicies", () => `{"roleName":"terraform-apply"}`),
  read("iam", "GetAccountSummary", none),
  read("iam", "ListAccessKeys", () => `{"userName":"bob"}`),
].map((call) => ({ ...call, host: "iam.amazonaws.com" }));

/** The console signs a person in. */
export const signIn: Call = {
  eventSource: "signin.amazonaws.com",
  eventName: "ConsoleLogin",
  eventType: "AwsConsoleSignIn",
  readOnly: false,
  requestParameters: none,
  responseElements: () => `{"ConsoleLogin":"Success"}`,
  additionalEventData: ({ region }) =>
    `{"LoginTo":"https://console.aws.amazon.com/console/home?region=${region}","MobileVersion":"No","MFAUsed":"Yes"}`,
  host: "signin.aws.amazon.com",
};
