/** Owns the line that tells a manager, on every page, from when a second factor will be asked of them. */
import { paths } from "~/paths";
import { Link } from "../layout/link";
import { Notice } from "../layout/notice";
import { formatDate } from "../text/format";

export function SecondFactorReminder({ from }: { from: string }) {
	return (
		<div className="reminder">
			<Notice kind="info" live={false}>
				{`Un second facteur vous sera demandé à partir du ${formatDate(from)}. `}
				<Link href={paths.account.security()}>L’activer maintenant</Link>
			</Notice>
		</div>
	);
}
