/** Says that tries are no longer examined, until when, and what works meanwhile. */
import type { ReactNode } from "react";
import { Notice } from "../layout/notice";
import { formatCount } from "../text/format";

export function ThrottledNotice({ wait, children }: { wait: number; children?: ReactNode }) {
	return (
		<Notice kind="error" title="Trop d’essais en peu de temps">
			<div className="stack-tight">
				<p>
					Pour protéger les comptes, les essais ne sont plus examinés, même justes. Recommencez dans{" "}
					{formatCount(wait, "minute")}.
				</p>
				{children}
			</div>
		</Notice>
	);
}
