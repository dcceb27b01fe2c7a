/** What a client says of itself depends on the call. */
export interface AgentCall {
  readonly eventSource: string;
  readonly eventName: string;
}

/** The user agent of a client's call, of versions of 2026. */
export type UserAgent = (call: AgentCall) => string;

/** The AWS CLI, which names its command. */
export function cliAgent(os: string, arch: string, installer: string): UserAgent {
  return ({ eventSource, eventName }) => {
    const command = `${eventSource.replace(".amazonaws.com", "")}.${kebab(eventName.replace(/20\d{6}(v\d)?$/, ""))}`;
    return `aws-cli/2.36.32 md/awscrt#0.36.2 ua/2.1 os/${os} md/arch#${arch} lang/python#3.14.7 md/pyimpl#CPython m/b,E,n,Z cfg/retry-mode#standard md/installer#${installer} md/prompt#off md/command#${command}`;
  };
}

/** Boto3; `environment` says where it runs. */
export function pythonAgent(os: string, python: string, environment = ""): UserAgent {
  return () =>
    `Boto3/1.42.97 md/Botocore#1.42.97 ua/2.1 os/${os} md/arch#x86_64 lang/python#${python} md/pyimpl#CPython${environment} m/Z,b,D,C cfg/retry-mode#legacy Botocore/1.42.97`;
}

/** The AWS SDK for Java. */
export function javaAgent({ eventSource }: AgentCall): string {
  const client = eventSource.replace(".amazonaws.com", "");
  return `aws-sdk-java/2.41.7 md/io#sync md/http#Apache ua/2.1 api/${client}#2.41.x os/Linux#6.1.155 lang/java#25.0.1 md/OpenJDK_64-Bit_Server_VM#25.0.1+8-LTS md/vendor#Amazon.com_Inc. md/en_US m/D,N,E`;
}

/** Terraform, whose provider is made with the AWS SDK for Go. */
export function terraformAgent({ eventSource }: AgentCall): string {
  const client = eventSource.replace(".amazonaws.com", "");
  return `APN/1.0 HashiCorp/1.0 Terraform/1.16.3 (+https://www.terraform.io) terraform-provider-aws/6.65.0 (+https://registry.terraform.io/providers/hashicorp/aws) aws-sdk-go-v2/1.43.2 ua/2.1 os/linux lang/go#1.26.2 md/GOOS#linux md/GOARCH#amd64 api/${client}#1.118.0 m/g`;
}

/** `DescribeDBInstances` → `describe-db-instances`, as the AWS CLI names its commands. */
function kebab(operation: string): string {
  return operation
    .replace(/([A-Z]+)([A-Z][a-z])/g, "$1-$2")
    .replace(/([a-z\d])([A-Z])/g, "$1-$2")
    .toLowerCase();
}
