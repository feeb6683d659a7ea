"""Run by the Python of QGIS: tell as JSON what QGIS makes of a GeoPackage, and draw a day of it.

QT_QPA_PLATFORM=offscreen python3 tests/qgis_client.py claims.gpkg 2031-03-20 day.png
"""

from __future__ import annotations

import json
import sys
from typing import Any

from qgis.core import (
    QgsApplication,
    QgsCoordinateReferenceSystem,
    QgsDateTimeRange,
    QgsExpression,
    QgsExpressionContext,
    QgsExpressionContextUtils,
    QgsFeatureRequest,
    QgsMapRendererParallelJob,
    QgsMapSettings,
    QgsRectangle,
    QgsVectorLayer,
    QgsVectorLayerTemporalContext,
)
from qgis.gui import QgsAttributeForm, QgsGui
from qgis.PyQt.QtCore import QDateTime, QSize, Qt
from qgis.PyQt.QtWidgets import QLabel


def told(layer: Any, day: Any) -> dict[str, Any]:
    """Return what QGIS knows of a layer, and the claims that it shows for a day."""
    layer.loadDefaultStyle()
    time, context = layer.temporalProperties(), QgsVectorLayerTemporalContext()
    context.setLayer(layer)
    request = QgsFeatureRequest().setFilterExpression(time.createFilterString(context, day))
    rules = [rule.filterExpression() for rule in layer.renderer().rootRule().children()]
    features = list(layer.getFeatures())
    form = QgsAttributeForm(layer, next(feature for feature in features if feature["url"]))
    return {
        "crs": layer.crs().authid(),
        "timed": time.isActive(),
        "faults": [fault for rule in rules if (fault := QgsExpression(rule).parserErrorString())],
        "shown": [c.name for c in layer.attributeTableConfig().columns() if not c.hidden],
        "tips": {feature["record_id"]: tip(layer, feature) for feature in features},
        "linked": [label.text() for label in form.findChildren(QLabel) if label.openExternalLinks()],
        "actions": [action.name() for action in layer.actions().actions()],
        "day": sorted(feature["record_id"] for feature in layer.getFeatures(request)),
    }


def tip(layer: Any, feature: Any) -> str:
    """Return what shows as HTML when the pointer rests on a mark."""
    scopes = QgsExpressionContext(QgsExpressionContextUtils.globalProjectLayerScopes(layer))
    scopes.setFeature(feature)
    return str(QgsExpression.replaceExpressionText(layer.mapTipTemplate(), scopes))


def main(path: str, date: str, picture: str) -> None:
    """Print what is told of both layers, and draw them."""
    app = QgsApplication([], True)  # noqa: FBT003 - with widgets, for the form
    app.initQgis()
    QgsGui.editorWidgetRegistry().initEditors()
    start = QDateTime.fromString(f"{date}T00:00:00Z", Qt.ISODate)
    day = QgsDateTimeRange(start, start.addDays(1), True, False)  # noqa: FBT003 - half-open
    names = ("mentions_points", "mentions_areas")
    layers = [QgsVectorLayer(f"{path}|layername={name}", name, "ogr") for name in names]
    print(json.dumps({layer.name(): told(layer, day) for layer in layers}))  # noqa: T201
    settings = QgsMapSettings()
    settings.setLayers(layers)
    settings.setOutputSize(QSize(1100, 800))
    settings.setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:4326"))
    settings.setExtent(QgsRectangle(22, 44, 41, 53))
    settings.setIsTemporal(True)
    settings.setTemporalRange(day)
    job = QgsMapRendererParallelJob(settings)
    job.start()
    job.waitForFinished()
    job.renderedImage().save(picture)
    del layers, settings, job
    app.exitQgis()


if __name__ == "__main__":
    main(*sys.argv[1:])
