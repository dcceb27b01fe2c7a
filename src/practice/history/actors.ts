import { day, isoSeconds } from "./dates.ts";
import { accessKeyId, principalId, randomOf } from "./identifiers.ts";
import type { Inventory } from "./inventory.ts";
import { Random } from "./random.ts";
import type { Json } from "./record.ts";
import { cliAgent, javaAgent, pythonAgent, terraformAgent, type UserAgent } from "./userAgents.ts";

/** Somebody or something whose calls are in the records. */
export interface Actor {
  /** `userIdentity` of a call at a time (epoch milliseconds). */
  identity(time: number): Json;
  readonly sourceIPAddress: string;
  /** The client that made a call. */
  readonly userAgent: UserAgent;
  /** Calls come from the AWS console. */
  readonly console: boolean;
  /** Calls come over TLS from outside, not from within AWS. */
  readonly outside: boolean;
}

/** Names of the principals of the account's past. */
export type ActorName =
  | "root"
  | "bob"
  | "bobConsole"
  | "carol"
  | "jenkinsKey"
  | "alice"
  | "aliceCli"
  | "aliceCloudFormation"
  | "dave"
  | "erin"
  | "terraform"
  | "deploy"
  | "deployFunctions"
  | "application"
  | "metrics"
  | "startStop"
  | "federated"
  | "backup"
  | "rdsRole"
  | "rds"
  | "config"
  | "trustedAdvisor"
  | "resourceExplorer"
  | "cloudTrail"
  | "lambda"
  | "ssmAgent"
  | "auditor";

export type Actors = Readonly<Record<ActorName, Actor>>;

/** How long a session lasts before the next one, in milliseconds: people sign in once a day, roles every hour. */
const session = { person: day, role: 3_600_000 };

/** The permission sets of IAM Identity Center and their role names (FACTS 17). */
export const permissionSets = {
  admin: "AWSReservedSSO_AdministratorAccess_3f9c1d27b85e6a40",
  database: "AWSReservedSSO_DatabaseAdministrator_7be2405d91ac38f6",
  reader: "AWSReservedSSO_ViewOnlyAccess_c40d8ea2671f95b3",
} as const;

/** An account of a partner, which audits this one and gets a snapshot shared. */
export const partnerAccountId = "444455556666";

/** Everybody of the account's past. */
export function actorsOf(inventory: Inventory): Actors {
  const { accountId, region } = inventory;
  const consoleAgent = () => "AWS Internal";

  const user = (userName: string, agent: UserAgent, ip: string): Actor => ({
    identity: constant({
      type: "IAMUser",
      principalId: principalId(inventory, "AIDA", userName),
      arn: `arn:aws:iam::${accountId}:user/${userName}`,
      accountId,
      accessKeyId: accessKeyId(inventory, "AKIA", userName),
      userName,
    }),
    sourceIPAddress: ip,
    userAgent: agent,
    console: false,
    outside: true,
  });

  const role = (name: string, options: RoleOptions): Actor => {
    const path = options.path ?? "/";
    const roleId = principalId(inventory, "AROA", name);
    const build = (start: number) => {
      const sessionName = typeof options.sessionName === "string" ? options.sessionName : options.sessionName(start);
      return {
        type: "AssumedRole",
        principalId: `${roleId}:${sessionName}`,
        arn: `arn:aws:sts::${accountId}:assumed-role/${name}/${sessionName}`,
        accountId,
        accessKeyId: accessKeyId(inventory, "ASIA", `${name}/${sessionName}`, start),
        sessionContext: {
          sessionIssuer: {
            type: "Role",
            principalId: roleId,
            arn: `arn:aws:iam::${accountId}:role${path}${name}`,
            accountId,
            userName: name,
          },
          ...(options.webIdentity === undefined ? {} : { webIdFederationData: options.webIdentity }),
          attributes: { creationDate: isoSeconds(start), mfaAuthenticated: "false" },
          ...(options.onServer ? { ec2RoleDelivery: "2.0" } : {}),
        },
        ...(options.invokedBy === undefined ? {} : { invokedBy: options.invokedBy }),
        ...(options.inScopeOf === undefined ? {} : { inScopeOf: options.inScopeOf }),
        ...(options.onBehalfOf === undefined ? {} : { onBehalfOf: options.onBehalfOf }),
      };
    };
    return {
      identity: perSession(options.length ?? session.role, name, build),
      sourceIPAddress: options.ip ?? options.invokedBy ?? "AWS Internal",
      userAgent: options.agent ?? (() => options.invokedBy ?? "AWS Internal"),
      console: options.console ?? false,
      outside: options.invokedBy === undefined && !options.console,
    };
  };

  const sso = (set: string, person: string, how: { readonly ip: string; readonly agent?: UserAgent }) =>
    role(set, {
      path: "/aws-reserved/sso.amazonaws.com/",
      sessionName: `${person}@example.com`,
      ip: how.ip,
      agent: how.agent ?? consoleAgent,
      console: how.agent === undefined,
      length: session.person,
      onBehalfOf: {
        userId: randomOf(inventory, "identity center", person).uuid(),
        identityStoreArn: `arn:aws:identitystore::${accountId}:identitystore/d-90${randomOf(inventory, "identity store").hex(8)}`,
      },
    });

  const pipeline = (sessionName: RoleOptions["sessionName"]) =>
    role("deploy-role", {
      sessionName,
      ip: "203.0.113.30",
      agent: cliAgent("linux#6.14.0-1017-azure", "x86_64", "exe"),
      webIdentity: {
        federatedProvider: `arn:aws:iam::${accountId}:oidc-provider/token.actions.githubusercontent.com`,
        attributes: {},
      },
    });

  const service = (invokedBy: string): Actor => ({
    identity: constant({ type: "AWSService", invokedBy }),
    sourceIPAddress: invokedBy,
    userAgent: () => invokedBy,
    console: false,
    outside: false,
  });

  const serviceRole = (name: string, servicePrincipal: string, sessionName: string): Actor =>
    role(name, { path: `/aws-service-role/${servicePrincipal}/`, sessionName, invokedBy: servicePrincipal });

  const personal = (type: "Root" | "IAMUser", name: string, ip: string): Actor => ({
    identity: perSession(session.person, name, (start) => ({
      type,
      principalId: type === "Root" ? accountId : principalId(inventory, "AIDA", name),
      arn: type === "Root" ? `arn:aws:iam::${accountId}:root` : `arn:aws:iam::${accountId}:user/${name}`,
      accountId,
      accessKeyId: accessKeyId(inventory, "ASIA", name, start),
      ...(type === "Root" ? {} : { userName: name }),
      sessionContext: { attributes: { creationDate: isoSeconds(start), mfaAuthenticated: "true" } },
    })),
    sourceIPAddress: ip,
    userAgent: consoleAgent,
    console: true,
    outside: false,
  });

  return {
    root: personal("Root", "root", "192.0.2.10"),
    bob: user("bob", cliAgent("linux#6.14.0-37-generic", "x86_64", "exe"), "198.51.100.23"),
    bobConsole: personal("IAMUser", "bob", "198.51.100.23"),
    carol: user("carol", cliAgent("macos#25.5.0", "arm64", "source"), "198.51.100.41"),
    jenkinsKey: user("jenkins", pythonAgent("linux#6.19.14+kali-amd64", "3.13.9"), "203.0.113.77"),
    alice: sso(permissionSets.admin, "alice", { ip: "198.51.100.17" }),
    aliceCli: sso(permissionSets.admin, "alice", {
      ip: "198.51.100.17",
      agent: cliAgent("macos#25.5.0", "arm64", "exe"),
    }),
    aliceCloudFormation: role(permissionSets.admin, {
      path: "/aws-reserved/sso.amazonaws.com/",
      sessionName: "alice@example.com",
      invokedBy: "cloudformation.amazonaws.com",
      length: session.person,
    }),
    dave: sso(permissionSets.database, "dave", { ip: "192.0.2.44" }),
    erin: sso(permissionSets.reader, "erin", { ip: "192.0.2.58" }),
    terraform: role("terraform-apply", {
      sessionName: (start) => `aws-go-sdk-${start}${inventory.vpcId.replace(/\D/g, "").padEnd(6, "7").slice(0, 6)}`,
      ip: "203.0.113.12",
      agent: terraformAgent,
    }),
    deploy: pipeline("ci-1841"),
    deployFunctions: pipeline((start) => `functions-${Math.floor(start / session.role) % 100_000}`),
    application: role("app-server", {
      sessionName: inventory.servers[0] ?? "i-0",
      ip: "203.0.113.151",
      agent: javaAgent,
      onServer: true,
    }),
    metrics: role("metrics-collector", {
      sessionName: "metrics-collector",
      ip: "203.0.113.90",
      agent: pythonAgent("linux#6.1.155-176.282.amzn2023.x86_64", "3.12.12"),
    }),
    startStop: role("db-start-stop-role", {
      path: "/service-role/",
      sessionName: "db-start-stop",
      ip: "203.0.113.201",
      agent: pythonAgent("linux#5.10.255-262-303.1063.amzn2.x86_64", "3.13.11", " exec-env/AWS_Lambda_python3.13"),
      inScopeOf: {
        issuerType: "AWS::Lambda::Function",
        credentialsIssuedTo: `arn:aws:lambda:${region}:${accountId}:function:db-start-stop`,
      },
    }),
    federated: {
      ...user("report-runner", javaAgent, "192.0.2.120"),
      identity: perSession(session.role, "report-runner", (start) => ({
        type: "FederatedUser",
        principalId: `${accountId}:report-runner`,
        arn: `arn:aws:sts::${accountId}:federated-user/report-runner`,
        accountId,
        accessKeyId: accessKeyId(inventory, "ASIA", "report-runner", start),
        sessionContext: {
          sessionIssuer: {
            type: "IAMUser",
            principalId: principalId(inventory, "AIDA", "bi-gateway"),
            arn: `arn:aws:iam::${accountId}:user/bi-gateway`,
            accountId,
            userName: "bi-gateway",
          },
          attributes: { creationDate: isoSeconds(start), mfaAuthenticated: "false" },
        },
      })),
    },
    backup: role("AWSBackupDefaultServiceRole", {
      path: "/service-role/",
      sessionName: "AWSBackup-AWSBackupDefaultServiceRole",
      invokedBy: "backup.amazonaws.com",
    }),
    rdsRole: serviceRole("AWSServiceRoleForRDS", "rds.amazonaws.com", "SLRManagement"),
    rds: service("rds.amazonaws.com"),
    config: serviceRole("AWSServiceRoleForConfig", "config.amazonaws.com", "AWSConfig-Describe"),
    trustedAdvisor: serviceRole("AWSServiceRoleForTrustedAdvisor", "trustedadvisor.amazonaws.com", "TrustedAdvisor"),
    resourceExplorer: serviceRole(
      "AWSServiceRoleForResourceExplorer",
      "resource-explorer-2.amazonaws.com",
      "resource-explorer-2",
    ),
    cloudTrail: service("cloudtrail.amazonaws.com"),
    lambda: service("lambda.amazonaws.com"),
    ssmAgent: role("app-server", {
      sessionName: inventory.servers[1] ?? "i-0",
      ip: "203.0.113.152",
      agent: () => "aws-sdk-go/1.55.8 (go1.25.3; linux; amd64) amazon-ssm-agent/3.3.3050.0",
      onServer: true,
    }),
    auditor: {
      identity: constant({
        type: "AWSAccount",
        principalId: `AROA${new Random("partner").base32(17)}:auditor`,
        accountId: partnerAccountId,
      }),
      sourceIPAddress: "192.0.2.200",
      userAgent: pythonAgent("linux#6.8.0-106-generic", "3.12.13"),
      console: false,
      outside: true,
    },
  };
}

interface RoleOptions {
  /** Some clients name each session anew, after the time at which it starts (epoch milliseconds). */
  readonly sessionName: string | ((start: number) => string);
  readonly path?: string;
  readonly ip?: string;
  readonly agent?: UserAgent;
  readonly console?: boolean;
  /** Milliseconds of one session. */
  readonly length?: number;
  /** Service that calls in the role's name (FACTS 18). */
  readonly invokedBy?: string;
  readonly onServer?: boolean;
  readonly webIdentity?: object;
  readonly inScopeOf?: object;
  readonly onBehalfOf?: object;
}

function constant(identity: object): () => Json {
  const text = JSON.stringify(identity);
  return () => text;
}

/** The identity of the session that is running at a time. Each principal's begin at minutes of their own. */
function perSession(length: number, name: string, build: (start: number) => object): (time: number) => Json {
  const startOfWork = length === session.person ? 12.5 * 3_600_000 : 0;
  const offset = startOfWork + new Random("session", name).below(2_400) * 1000;
  let known = Number.NaN;
  let text = "";
  return (time) => {
    const start = Math.floor((time - offset) / length) * length + offset;
    if (start !== known) {
      text = JSON.stringify(build(start));
      known = start;
    }
    return text;
  };
}
