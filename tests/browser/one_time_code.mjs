// The app on somebody's telephone: codes of RFC 6238 from the letters that a page shows.
import { createHmac } from "node:crypto";

const digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

function bytes_of(letters) {
  const bits = [...letters.replace(/\s/g, "")].map((one) => digits.indexOf(one).toString(2).padStart(5, "0")).join("");
  return Buffer.from(bits.match(/.{8}/g).map((byte) => parseInt(byte, 2)));
}

// The code that is shown at that moment, in milliseconds.
export function code_at(letters, moment) {
  const counter = Buffer.alloc(8);
  counter.writeBigInt64BE(BigInt(Math.floor(moment / 30_000)));
  const mac = createHmac("sha1", bytes_of(letters)).update(counter).digest();
  const at = mac[19] & 15;
  return String((mac.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, "0");
}
