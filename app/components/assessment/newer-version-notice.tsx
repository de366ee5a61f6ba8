/** Owns the word to a draft's people that a newer version of the référentiel is published. */
import { paths } from "~/paths";
import { Link } from "../layout/link";
import { Notice } from "../layout/notice";
import { frenchTypography } from "../text/french";

export function NewerVersionNotice({ assessmentId, version }: { assessmentId: string; version: string }) {
	return (
		<Notice kind="info" live={false} title="Une version plus récente du référentiel est publiée">
			<p>
				{frenchTypography(`Version ${version}. Vos réponses restent sur la leur tant que vous ne décidez rien. `)}
				<Link href={paths.assessments.version(assessmentId)}>Voir ce qui changerait pour nous</Link>
			</p>
		</Notice>
	);
}
