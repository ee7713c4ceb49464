import { withEditorPage } from '../../world/withEditorPage';
import type { Specs } from '../../world/World';
import { buttonWorkflow } from './leadsWorkflow';

const searches = ['voicenter', 'call center', 'dialer'];

export const findNode: Specs = {
	'panel: the triggers are found by “voicenter”, “call center” and “dialer”': async (world) => {
		await withEditorPage(world, async (editorPage) => {
			await editorPage.openWorkflow('new');
			for (const text of searches) {
				const list = await editorPage.searchNodes(text);
				await list.getByText('Starts when a call of the Voicenter Dialer rings').waitFor();
				await list.getByText('Starts the workflow when a campaign’s queue runs low').waitFor();
			}
			const list = await editorPage.searchNodes('dialer');
			const items = list.getByTestId('item-iterator-item');
			await editorPage.takePicture(
				'find-trigger',
				[list],
				[list.getByTestId('search-bar'), items.last()],
			);
		});
	},

	'panel: in a workflow the node is found the same way, with its operations': async (world) => {
		const { id } = await buttonWorkflow(world, 'Find the node', {});
		await withEditorPage(world, async (editorPage) => {
			await editorPage.openWorkflow(id);
			for (const text of searches) {
				const list = await editorPage.searchNodes(text);
				await list.getByText('its actions put leads into campaigns').waitFor();
			}
			const list = await editorPage.searchNodes('dialer');
			await list.getByText('its actions put leads into campaigns').click();
			await list.getByText('Add many calls to campaign').waitFor();
			await list.getByText('Start campaign').waitFor();
			await editorPage.takePicture('find-operation', [list]);
		});
	},
};
