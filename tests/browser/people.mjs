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
