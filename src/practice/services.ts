import * as cloudTrailSchemas from "@aws-sdk/client-cloudtrail";
import * as logsSchemas from "@aws-sdk/client-cloudwatch-logs";
import * as iamSchemas from "@aws-sdk/client-iam";
import * as rdsSchemas from "@aws-sdk/client-rds";
import * as s3Schemas from "@aws-sdk/client-s3";
import * as snsSchemas from "@aws-sdk/client-sns";
import * as sqsSchemas from "@aws-sdk/client-sqs";
import * as stsSchemas from "@aws-sdk/client-sts";
import type { JobHandler } from "./account.ts";
import { cloudTrailService } from "./cloudtrail/index.ts";
import { iamService } from "./iam/index.ts";
import { logsService } from "./logs/index.ts";
import { rdsService } from "./rds/index.ts";
import { s3Service } from "./s3/index.ts";
import { jsonWire } from "./server/wire/json.ts";
import { queryWire } from "./server/wire/query.ts";
import { s3Wire } from "./server/wire/restXml.ts";
import type { SchemaModule } from "./server/wire/schemas.ts";
import type { Wire } from "./server/wire/wire.ts";
import type { Service } from "./service.ts";
import { snsService } from "./sns/index.ts";
import { sqsService } from "./sqs/index.ts";
import { stsService } from "./sts/index.ts";

/** A service with the schemas and the protocol that put it on the wire. */
export interface ServedService {
  readonly service: Service;
  readonly schemas: SchemaModule;
  readonly wire: Wire;
}

const served: readonly ServedService[] = [
  { service: cloudTrailService, schemas: cloudTrailSchemas, wire: jsonWire("1.1") },
  { service: logsService, schemas: logsSchemas, wire: jsonWire("1.1", { missingCode: "InvalidParameterException" }) },
  { service: sqsService, schemas: sqsSchemas, wire: jsonWire("1.0", { isQueryCompatible: true }) },
  {
    service: rdsService,
    schemas: rdsSchemas,
    wire: queryWire("http://rds.amazonaws.com/doc/2014-10-31/", "parameter"),
  },
  {
    service: snsService,
    schemas: snsSchemas,
    wire: queryWire("http://sns.amazonaws.com/doc/2010-03-31/", "constraint"),
  },
  {
    service: iamService,
    schemas: iamSchemas,
    wire: queryWire("https://iam.amazonaws.com/doc/2010-05-08/", "constraint"),
  },
  {
    service: stsService,
    schemas: stsSchemas,
    wire: queryWire("https://sts.amazonaws.com/doc/2011-06-15/", "constraint"),
  },
  { service: s3Service, schemas: s3Schemas, wire: s3Wire },
];

/** All services by signing name. */
export const services: ReadonlyMap<string, ServedService> = new Map(
  served.map((one) => [one.service.signingName, one]),
);

/** The jobs of all services by kind. */
export const jobs: Readonly<Record<string, JobHandler>> = Object.assign(
  {},
  ...served.map(({ service }) => service.jobs ?? {}),
);
