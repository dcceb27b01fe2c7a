import { createHash } from "node:crypto";
import {
  type CertificateMessage,
  CertificateNotFoundFault,
  type DescribeCertificatesMessage,
} from "@aws-sdk/client-rds";
import type { Operation } from "../call.ts";
import { authorities } from "./checks.ts";
import { page } from "./paging.ts";

/** Lists the certificate authorities that instances can have their certificate from. */
export const describeCertificates: Operation<DescribeCertificatesMessage, CertificateMessage> = (input, call) => {
  const { CertificateIdentifier: wanted } = input;
  const { partition } = call.account.state;
  const found = authorities.filter((name) => wanted === undefined || name === wanted);
  if (wanted !== undefined && found.length === 0) {
    throw new CertificateNotFoundFault({ message: `Certificate ${wanted} not found.`, $metadata: {} });
  }
  const { items, marker } = page(found, input);
  return {
    DefaultCertificateForNewLaunches: authorities[0],
    Certificates: items.map((name) => ({
      CertificateIdentifier: name,
      CertificateType: "CA",
      Thumbprint: createHash("sha1").update(`${name} ${call.region}`).digest("hex"),
      ValidFrom: new Date("2021-05-25T22:34:57Z"),
      ValidTill: new Date(name.includes("rsa2048") ? "2061-05-25T23:34:57Z" : "2121-05-25T23:34:57Z"),
      CertificateArn: `arn:${partition}:rds:${call.region}::cert:${name}`,
      CustomerOverride: false,
    })),
    Marker: marker,
  };
};
