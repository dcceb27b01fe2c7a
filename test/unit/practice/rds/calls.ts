import type {
  CreateDBInstanceMessage,
  DBInstance,
  DBInstanceMessage,
  EventsMessage,
  ModifyDBInstanceMessage,
} from "@aws-sdk/client-rds";
import { rdsService } from "../../../../src/practice/rds/index.ts";
import { type TestAccount, type TestAccountOptions, testAccount } from "../account.ts";

/** An account with RDS alone, whose operations are called by name. */
export interface RdsAccount extends TestAccount {
  /** Calls an operation as the server does, with input that its client would have decoded. */
  rds(operation: string, input?: object, region?: string): unknown;
  /** CreateDBInstance with what a MySQL instance needs, and a long enough time to be available. */
  created(settings?: Partial<CreateDBInstanceMessage>): DBInstance;
  modify(settings: Partial<ModifyDBInstanceMessage>): DBInstance;
  describe(name?: string): DBInstance;
  /** Messages of the instance's events in the last hour. */
  events(name?: string): (string | undefined)[];
}

export const minute = 60_000;
export const password = "correct-horse-battery";

export const mysql: CreateDBInstanceMessage = {
  DBInstanceIdentifier: "db",
  Engine: "mysql",
  DBInstanceClass: "db.t3.micro",
  AllocatedStorage: 20,
  MasterUsername: "admin",
  MasterUserPassword: password,
};

export function rdsAccount(options: TestAccountOptions = {}): RdsAccount {
  const test = testAccount({ services: [rdsService], ...options });
  const rds: RdsAccount["rds"] = (name, input = {}, region = "us-east-1") => {
    const operation = rdsService.operations[name];
    if (operation === undefined) throw new Error(`no operation ${name}`);
    return operation(input as never, test.call({ region }));
  };
  const describe: RdsAccount["describe"] = (name = "db") => {
    const [instance] =
      (rds("DescribeDBInstances", { DBInstanceIdentifier: name }) as DBInstanceMessage).DBInstances ?? [];
    if (instance === undefined) throw new Error(`no instance ${name}`);
    return instance;
  };
  return {
    ...test,
    rds,
    describe,
    created(settings) {
      rds("CreateDBInstance", { ...mysql, ...settings });
      test.advance(5 * minute);
      return describe(settings?.DBInstanceIdentifier ?? "db");
    },
    modify(settings) {
      const { DBInstance } = rds("ModifyDBInstance", { DBInstanceIdentifier: "db", ...settings }) as {
        DBInstance: DBInstance;
      };
      return DBInstance;
    },
    events: (name = "db") =>
      (rds("DescribeEvents", { SourceIdentifier: name, SourceType: "db-instance" }) as EventsMessage).Events?.map(
        ({ Message }) => Message,
      ) ?? [],
  };
}

/** The error of a call, as the wire would show it. */
export function refusal(call: () => unknown): { code: string; message: string } {
  try {
    call();
  } catch (error) {
    if (error instanceof Error) return { code: error.name, message: error.message };
    throw error;
  }
  throw new Error("the call was not refused");
}
