import { type JsonObject, path, text } from "./json.ts";

/** Programs that show themselves somewhere in the user agent. The first that fits is the one nearest to the person. */
const PROGRAMS: readonly (readonly [RegExp, string])[] = [
  [/rds-cloudtrail\//i, "RDS CloudTrail"],
  [/terraform/i, "Terraform"],
  [/opentofu/i, "OpenTofu"],
  [/pulumi/i, "Pulumi"],
  [/ansible/i, "Ansible"],
  [/aws-cdk/i, "AWS CDK"],
  [/AWSPowerShell/i, "PowerShell"],
  [/exec-env\/CloudShell/i, "CloudShell"],
  [/^\[?aws-cli\//i, "AWS CLI"],
  [/AWSToolkit|aws-toolkit/i, "AWS Toolkit"],
  [/console\.amazonaws\.com|\bS?\d?[A-Z]*\d*\s?Console[,/]|signin\.amazonaws\.com|^\[?Mozilla\//, "Console"],
  [/boto/i, "Boto3"],
  [/aws-sdk-(?:nodejs|js)/i, "SDK for JavaScript"],
  [/aws-sdk-go/i, "SDK for Go"],
  [/aws-sdk-java/i, "SDK for Java"],
  [/aws-sdk-dotnet/i, "SDK for .NET"],
  [/aws-sdk-php/i, "SDK for PHP"],
  [/aws-sdk-ruby/i, "SDK for Ruby"],
  [/aws-sdk-rust/i, "SDK for Rust"],
  [/aws-sdk-(?:kotlin|swift|cpp)/i, "AWS SDK"],
];

const SERVICE = /^([a-z0-9.-]+)\.amazonaws\.com(\.cn)?$/;

/** The program a call came from, from `userAgent`; undefined when the record has none. */
export function readClient(json: JsonObject): string | undefined {
  const agent = text(json, "userAgent");
  if (text(json, "sessionCredentialFromConsole") === "true") return "Console";
  if (agent === undefined) return undefined;
  if (agent.startsWith("AWS Internal")) return calledByPerson(json) ? "Console" : "AWS";
  const service = SERVICE.exec(agent)?.[1];
  if (service !== undefined && service !== "console" && service !== "signin") {
    return service === "cloudformation" ? "CloudFormation" : agent;
  }
  const program = PROGRAMS.find(([shows]) => shows.test(agent));
  if (program !== undefined) return program[1];
  const product = agent.replace(/^\[/, "").split(/[\s/\]]/)[0] ?? "";
  return product === "" ? agent.slice(0, 40) : product.slice(0, 40);
}

/** The console's own calls carry the agent `AWS Internal` and the address of the person's browser (FACTS 9). */
function calledByPerson(json: JsonObject): boolean {
  const source = text(json, "sourceIPAddress") ?? "";
  return /^[0-9a-f.:]+$/i.test(source) && path(json, "userIdentity", "invokedBy") === undefined;
}
