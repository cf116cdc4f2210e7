// A suite of tests that follow each other in one house, while another suite may run beside it.
import { describe as begin } from "node:test";

export const describe = (name, body) => begin(name, { concurrency: 1 }, body);
