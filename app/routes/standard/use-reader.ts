/** Owns who reads the public référentiel, as its pages need to know it. */
import { useRootData } from "~/routes/access/use-person";

export function useReader(): { readonly signedIn: boolean; readonly readsReports: boolean } {
	const person = useRootData()?.person;
	return { signedIn: Boolean(person), readsReports: person?.roles.includes("network") ?? false };
}
