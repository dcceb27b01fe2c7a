import { type Call, chosen, none, read, write } from "./call.ts";

const instanceSets = `"instancesSet":{},"filterSet":{"items":[{"name":"instance-state-name","valueSet":{"items":[{"value":"running"}]}}]}`;

/** Reads of EC2, Auto Scaling and load balancers that name nothing: they can be asked in any Region. */
export const accountReads: readonly Call[] = [
  read("ec2", "DescribeInstances", () => `{${instanceSets}}`),
  read("ec2", "DescribeVolumes", () => `{"maxResults":1000,"volumeSet":{},"filterSet":{}}`),
  read("ec2", "DescribeAvailabilityZones", () => `{"availabilityZoneSet":{},"availabilityZoneIdSet":{}}`),
  { ...read("elasticloadbalancing", "DescribeLoadBalancers", () => `{"pageSize":400}`), apiVersion: "2015-12-01" },
  { ...read("elasticloadbalancing", "DescribeTargetGroups", () => `{"pageSize":400}`), apiVersion: "2015-12-01" },
  read("autoscaling", "DescribeAutoScalingGroups", () => `{"maxRecords":100}`),
  read("monitoring", "DescribeAlarms", () => `{"maxRecords":100}`),
];

/** Everyday reads about the account's servers and network. */
export const computeReads: readonly Call[] = [
  ...accountReads,
  read(
    "ec2",
    "DescribeInstanceStatus",
    (scene) =>
      `{"instancesSet":{"items":[{"instanceId":"${chosen(scene, scene.inventory.servers)}"}]},"filterSet":{},"includeAllInstances":true}`,
  ),
  read("ec2", "DescribeVpcs", (scene) => `{"vpcSet":{"items":[{"vpcId":"${scene.inventory.vpcId}"}]},"filterSet":{}}`),
  read(
    "ec2",
    "DescribeSecurityGroups",
    (scene) =>
      `{"securityGroupSet":{},"securityGroupIdSet":{"items":[{"groupId":"${scene.inventory.databaseSecurityGroup}"}]},"filterSet":{}}`,
  ),
];

/** What RDS does in the account's network in its own name (FACTS 18). */
export const rdsNetworkReads: readonly Call[] = [
  read(
    "ec2",
    "DescribeSubnets",
    (scene) =>
      `{"subnetSet":{"items":[{"subnetId":"${chosen(scene, scene.inventory.databaseSubnets).subnetId}"}]},"filterSet":{}}`,
  ),
  read("ec2", "DescribeVpcs", (scene) => `{"vpcSet":{"items":[{"vpcId":"${scene.inventory.vpcId}"}]},"filterSet":{}}`),
  read(
    "ec2",
    "DescribeSecurityGroups",
    (scene) =>
      `{"securityGroupSet":{},"securityGroupIdSet":{"items":[{"groupId":"${scene.inventory.databaseSecurityGroup}"}]},"filterSet":{}}`,
  ),
];

/** The heartbeat of the agent on each server. */
export const agentHeartbeat = write(
  "ssm",
  "UpdateInstanceInformation",
  (scene) =>
    `{"instanceId":"${scene.inventory.servers[1]}","agentVersion":"3.3.3050.0","agentStatus":"Active","platformType":"Linux","platformName":"Amazon Linux","platformVersion":"2023","iPAddress":"10.0.1.10","computerName":"ip-10-0-1-10.ec2.internal","agentName":"amazon-ssm-agent"}`,
);

/** Reads of Lambda. */
export const functionReads: readonly Call[] = [
  read("lambda", "ListFunctions20150331", () => `{"maxItems":50}`),
  read("lambda", "GetFunction20150331v2", (scene) => `{"functionName":"${chosen(scene, scene.inventory.functions)}"}`),
  read(
    "lambda",
    "GetFunctionConfiguration20150331v2",
    (scene) => `{"functionName":"${chosen(scene, scene.inventory.functions)}"}`,
  ),
];

/** A deployment of new code to a function. */
export const updateFunction = write(
  "lambda",
  "UpdateFunctionCode20150331v2",
  (scene) => `{"functionName":"${chosen(scene, scene.inventory.functions)}","publish":true,"dryRun":false}`,
  (scene) => {
    const name = chosen(scene, scene.inventory.functions);
    return `{"functionName":"${name}","functionArn":"arn:aws:lambda:${scene.region}:${scene.inventory.accountId}:function:${name}","runtime":"python3.13","handler":"main.handler","codeSize":${2_000 + scene.random.below(90_000)},"timeout":30,"memorySize":256,"packageType":"Zip"}`;
  },
);

/** A read that EC2 refuses: its error codes begin with `Client.`. */
export const deniedRead: Call = {
  ...read("ec2", "GetPasswordData", none),
  error: {
    code: "Client.UnauthorizedOperation",
    message: () => `"You are not authorized to perform this operation."`,
  },
};
