/** Table of the private calendar feeds: who opened one, and the hash of its secret address. */
import { pgTable, text, timestamp, unique, uuid } from "drizzle-orm/pg-core";
import { users } from "./access.server";

export const calendarFeeds = pgTable(
	"calendar_feeds",
	{
		userId: uuid("user_id")
			.primaryKey()
			.references(() => users.id),
		/** SHA-256 of the token, hex. */
		tokenHash: text("token_hash").notNull(),
		openedAt: timestamp("opened_at", { withTimezone: true }).notNull(),
	},
	(table) => [unique("calendar_feeds_token").on(table.tokenHash)],
);
