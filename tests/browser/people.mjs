// What the people of docs/demonstration do at a page before anything else.
export const password = "four quiet green boats";

// Signs in as somebody, and is where that leads.
export async function sign_in(page, person, at = "/") {
  await page.goto(at);
  await page.getByLabel("Account").fill(person);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("heading", { level: 1 }).waitFor();
}

// The address of a case's page, of its address in the interface.
export const page_of = (address) => address.replace("/api/v1", "");

// At the case that they have: writes an approval of line 1 and stops before it is sent, when nothing is missing.
export async function write_approval(page, reason) {
  await page.getByRole("link", { name: "Review and decide" }).click();
  await page.locator("label", { hasText: "Approve as requested" }).click();
  await page.getByLabel("Criteria", { exact: true }).fill("therapy criteria");
  await page.getByLabel("Their version").fill("2026.1");
  await page.getByLabel("Why, in words").fill(reason);
  await page.getByText("Nothing is missing.").waitFor();
}

// An admission for physical therapy, as the clerk of an office fills it in.
export async function fill_admission(page) {
  await page.getByLabel("Member's identifier").fill("M1");
  await page.getByLabel("Which therapy is asked for?").selectOption("physical therapy");
  await page.getByLabel("On which day do the services start?").fill("2026-12-08");
  await page.getByLabel(/^Who is the ordering provider/).fill("dr-hill");
  const line = page.getByRole("group", { name: /^Service line 1/ });
  await line.getByLabel("Which therapy code?").fill("97110");
  await line.getByLabel("How many units are asked for?").fill("72");
  await line.getByLabel("How many sessions a week are asked for?").fill("3");
  await line.getByLabel("For how many calendar days?").fill("168");
  await line.getByLabel("How many units were ordered?").fill("72");
  await line.getByLabel("How many sessions a week were ordered?").fill("3");
  await line.getByLabel("For how many calendar days was the service ordered?").fill("168");
}
