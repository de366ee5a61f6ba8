/** Owns the columns of a cooperative that the conflict rules read: selected in one way by every query about visits. */
import { cooperatives } from "~/db/schema/cooperative.server";

export const cooperativeFacts = {
	id: cooperatives.id,
	name: cooperatives.name,
	region: cooperatives.region,
	regionalAssociation: cooperatives.regionalAssociation,
	department: cooperatives.department,
	sector: cooperatives.mainSector,
	group: cooperatives.groupName,
};
